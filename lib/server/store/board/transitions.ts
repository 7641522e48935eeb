import "server-only";
import type { LoggedTransition } from "@/lib/contracts/card";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

/** Where a page before ended: the last transition's instant and number. */
export type TransitionMark = { at: string; id: string };

/** A board's log, oldest first. Steps of one instant are in the order in which they were recorded. */
export function listTransitionsOfBoard(
  boardId: string,
  after: TransitionMark | null,
  limit: number,
): Promise<LoggedTransition[]> {
  return listTransitions(Prisma.sql`t.board_id = ${boardId}::uuid`, after, limit);
}

/** A card's log, oldest first. */
export function listTransitionsOfCard(
  cardId: string,
  after: TransitionMark | null,
  limit: number,
): Promise<LoggedTransition[]> {
  return listTransitions(Prisma.sql`t.card_id = ${cardId}::uuid`, after, limit);
}

async function listTransitions(
  scope: Prisma.Sql,
  after: TransitionMark | null,
  limit: number,
): Promise<LoggedTransition[]> {
  const rows = await db().$queryRaw<{ view: LoggedTransition }[]>`
    SELECT transition_view(t) || jsonb_build_object(
      'isFound', found.card_id IS NOT NULL,
      'isTransfer', came.card_id IS NOT NULL OR went.card_id IS NOT NULL,
      'carried', CASE WHEN came.card_id IS NOT NULL THEN jsonb_build_object(
        'createdAt', CASE WHEN found.card_id IS NULL THEN iso_instant(came.created_at) END,
        'startedAt', iso_instant(came.started_at), 'finishedAt', iso_instant(came.finished_at)) END) AS view
    FROM transition t
    JOIN card c ON c.id = t.card_id
    LEFT JOIN card_transfer came ON came.card_id = t.card_id AND t.seq = 1
    LEFT JOIN unknown_beginning found ON found.card_id = t.card_id AND t.seq = 1
    LEFT JOIN card_transfer went ON went.from_card_id = t.card_id AND t.seq = c.last_seq
    WHERE ${scope}
      ${after ? Prisma.sql`AND (t.at, t.id) > (${after.at}::timestamptz, ${after.id}::bigint)` : Prisma.empty}
    ORDER BY t.at, t.id LIMIT ${limit}`;
  return rows.map((row) => row.view);
}
