import "server-only";
import type { LoggedTransition } from "@/lib/contracts/card";
import { type LogPageQuery, toInstantCursor } from "@/lib/contracts/cursor";
import type { Page } from "@/lib/contracts/primitives";
import { requireBoard } from "../../access/require-permission";
import { listTransitionsOfBoard } from "../../store/board/transitions";
import { toPage } from "../../store/paging";

/** A board's log, oldest first. */
export async function listBoardTransitions(
  userId: string,
  boardId: string,
  { cursor, limit }: LogPageQuery,
): Promise<Page<LoggedTransition>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listTransitionsOfBoard(boardId, cursor ?? null, limit + 1);
  return toPage(rows, limit, toInstantCursor);
}
