import "server-only";
import type { RowPageQuery } from "@/lib/contracts/cursor";
import type { LimitChange } from "@/lib/contracts/limit";
import type { Page } from "@/lib/contracts/primitives";
import { requireBoard } from "../../access/require-permission";
import { listLimitChanges as listStoredChanges } from "../../store/board/limits";
import { toPage } from "../../store/paging";

/** History of a board's limits: who changed what from what to what, when and why; newest first. */
export async function listLimitChanges(
  userId: string,
  boardId: string,
  { cursor, limit }: RowPageQuery,
): Promise<Page<LimitChange>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listStoredChanges(boardId, cursor ?? null, limit + 1);
  const page = toPage(rows, limit, (last) => last.row);
  return { ...page, items: page.items.map(({ row: _, ...change }) => change) };
}
