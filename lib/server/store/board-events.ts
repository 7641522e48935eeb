import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import { db } from "../db/transaction";

/** What happened on a board after a version, oldest first, with changed cards as they are now; at most `most`. */
export async function listBoardEvents(boardId: string, after: number, most: number): Promise<BoardEvent[]> {
  const rows = await db().$queryRaw<{ event: BoardEvent }[]>`
    SELECT board_events(${boardId}::uuid, ${after}::bigint, ${most}::int) AS event`;
  return rows.map((row) => row.event);
}

/** The board's present version; null for an unknown one. */
export async function findBoardVersion(boardId: string): Promise<number | null> {
  const board = await db().board.findUnique({ where: { id: boardId }, select: { version: true } });
  return board && Number(board.version);
}
