import "server-only";
import type { AndonRecord } from "@/lib/contracts/board";
import type { RowPageQuery } from "@/lib/contracts/cursor";
import type { Page } from "@/lib/contracts/primitives";
import { requireBoard } from "../../access/require-permission";
import { listAndons as listStoredAndons } from "../../store/board/andons";
import { toPage } from "../../store/paging";

/** Every pull of an andon of a board, newest first. */
export async function listAndons(
  userId: string,
  boardId: string,
  { cursor, limit }: RowPageQuery,
): Promise<Page<AndonRecord>> {
  await requireBoard(userId, boardId, "board:read");
  return toPage(await listStoredAndons(boardId, cursor ?? null, limit + 1), limit, (last) => last.id);
}
