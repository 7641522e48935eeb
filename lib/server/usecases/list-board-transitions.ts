import "server-only";
import type { LoggedTransition } from "@/lib/contracts/card";
import type { Page, PageQuery } from "@/lib/contracts/primitives";
import { requireBoard } from "../access";
import { listTransitionsOfBoard } from "../store/transitions";
import { toInstantCursor, toPage } from "./paging";

/** A board's log, oldest first. */
export async function listBoardTransitions(
  userId: string,
  boardId: string,
  { cursor, limit }: PageQuery,
): Promise<Page<LoggedTransition>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listTransitionsOfBoard(boardId, toInstantCursor(cursor, /^\d{1,18}$/), limit + 1);
  return toPage(rows, limit, (last) => `${last.at}_${last.id}`);
}
