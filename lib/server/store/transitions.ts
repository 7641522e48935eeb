import "server-only";
import type { TransitionView } from "@/lib/contracts/card";
import { Prisma } from "../db/generated/client";
import { db } from "../db/transaction";

/** Where a page before ended: the last transition's instant and number. */
export type TransitionMark = { at: string; id: string };

/** A board's log, oldest first. Steps of one instant are in the order in which they were recorded. */
export function listTransitionsOfBoard(
  boardId: string,
  after: TransitionMark | null,
  limit: number,
): Promise<TransitionView[]> {
  return listTransitions(Prisma.sql`t.board_id = ${boardId}::uuid`, after, limit);
}

/** A card's log, oldest first. */
export function listTransitionsOfCard(
  cardId: string,
  after: TransitionMark | null,
  limit: number,
): Promise<TransitionView[]> {
  return listTransitions(Prisma.sql`t.card_id = ${cardId}::uuid`, after, limit);
}

async function listTransitions(
  scope: Prisma.Sql,
  after: TransitionMark | null,
  limit: number,
): Promise<TransitionView[]> {
  const rows = await db().$queryRaw<{ view: TransitionView }[]>`
    SELECT transition_view(t) AS view FROM transition t
    WHERE ${scope}
      ${after ? Prisma.sql`AND (t.at, t.id) > (${after.at}::timestamptz, ${after.id}::bigint)` : Prisma.empty}
    ORDER BY t.at, t.id LIMIT ${limit}`;
  return rows.map((row) => row.view);
}
