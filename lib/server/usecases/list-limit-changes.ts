import "server-only";
import type { LimitChange } from "@/lib/contracts/limit";
import type { Page, PageQuery } from "@/lib/contracts/primitives";
import { requireBoard } from "../access";
import { listLimitChanges as listStoredChanges } from "../store/limits";
import { toPage, toRowNumber } from "./paging";

/** History of a board's limits: who changed what from what to what, when and why; newest first. */
export async function listLimitChanges(
  userId: string,
  boardId: string,
  { cursor, limit }: PageQuery,
): Promise<Page<LimitChange>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listStoredChanges(boardId, toRowNumber(cursor), limit + 1);
  const page = toPage(rows, limit, (last) => last.row);
  return { ...page, items: page.items.map(({ row: _, ...change }) => change) };
}
