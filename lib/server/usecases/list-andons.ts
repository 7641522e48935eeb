import "server-only";
import type { AndonRecord } from "@/lib/contracts/board";
import type { Page, PageQuery } from "@/lib/contracts/primitives";
import { requireBoard } from "../access";
import { listAndons as listStoredAndons } from "../store/andons";
import { toPage, toRowNumber } from "./paging";

/** Every pull of a cord of a board, newest first. */
export async function listAndons(
  userId: string,
  boardId: string,
  { cursor, limit }: PageQuery,
): Promise<Page<AndonRecord>> {
  await requireBoard(userId, boardId, "board:read");
  return toPage(await listStoredAndons(boardId, toRowNumber(cursor), limit + 1), limit, (last) => last.id);
}
