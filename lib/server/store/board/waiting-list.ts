import "server-only";
import type { WaitingView } from "@/lib/contracts/board";
import { db } from "../../db/transaction";

export type WaitingEntry = { cardId: string; boardId: string; columnId: string; laneId: string | null };

/**
 * Puts a card at the end of a column's waiting list, or moves it there from another one. Its position does not depend
 * on the clock.
 */
export async function insertWaiting(entry: WaitingEntry, addedById: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO waiting_card (card_id, board_id, column_id, lane_id, since, added_by_id)
    VALUES (${entry.cardId}::uuid, ${entry.boardId}::uuid, ${entry.columnId}::uuid, ${entry.laneId}::uuid,
      (SELECT greatest(clock_timestamp(), max(w.since) + interval '1 millisecond') FROM waiting_card w
        WHERE w.board_id = ${entry.boardId}::uuid), ${addedById}::uuid)
    ON CONFLICT (card_id) DO UPDATE SET column_id = EXCLUDED.column_id, lane_id = EXCLUDED.lane_id,
      since = EXCLUDED.since, added_by_id = EXCLUDED.added_by_id, ready_at = NULL`;
}

/** The column that a card waits for; null for a card that does not wait. */
export async function findWaiting(cardId: string): Promise<WaitingEntry | null> {
  return db().waitingCard.findUnique({
    where: { cardId },
    select: { cardId: true, boardId: true, columnId: true, laneId: true },
  });
}

export async function deleteWaiting(cardId: string): Promise<void> {
  await db().waitingCard.deleteMany({ where: { cardId } });
}

/** A board's cards that wait, in the order of the waiting lists. */
export async function listWaiting(boardId: string): Promise<WaitingView[]> {
  const [row] = await db().$queryRaw<
    { list: WaitingView[] }[]
  >`SELECT waiting_list(${boardId}::uuid) AS list`;
  return row?.list ?? [];
}

/**
 * Marks the waiting cards that may come in now; on a board that pulls by itself it moves them. Call it under the
 * board's lock, after a change that may have made room.
 */
export async function serveWaitingList(boardId: string): Promise<void> {
  await db().$executeRaw`SELECT serve_waiting_list(${boardId}::uuid)`;
}
