import "server-only";
import type { HistoryCard } from "@/lib/domain/board-history";
import type { LimitMode } from "@/lib/domain/limit";
import { db } from "../../db/transaction";

/** The limit of one column alone. */
export type ColumnLimit = { id: string; mode: LimitMode };

/** Writes which cards of a history were let in over a limit, and which were kept out; part of the caller's transaction. */
export async function writeLimitLedger(
  cards: readonly { id: string; card: HistoryCard }[],
  limits: ReadonlyMap<string, ColumnLimit>,
  { boardId, actorId }: { boardId: string; actorId: string | null },
): Promise<void> {
  const rowsOf = (
    cardId: string,
    columnKey: string | null,
    facts: { at: number; max: number; count: number; reason: string | null },
  ) => {
    const limit = columnKey === null ? undefined : limits.get(columnKey);
    if (!limit) return [];
    const at = new Date(facts.at);
    return [{ boardId, actorId, cardId, limitId: limit.id, mode: limit.mode, ...facts, at }];
  };
  const breaches = cards.flatMap(({ id, card }) =>
    card.steps.flatMap(({ columnKey, at, override }) =>
      override ? rowsOf(id, columnKey, { ...override, at }) : [],
    ),
  );
  const refusals = cards.flatMap(({ id, card }) =>
    (card.refusals ?? []).flatMap(({ columnKey, at, max, count }) =>
      rowsOf(id, columnKey, { at, max, count, reason: null }),
    ),
  );
  await db().limitBreach.createMany({
    data: breaches.map((breach) => ({ ...breach, version: 0, xact: 0 })),
  });
  await db().limitRefusal.createMany({ data: refusals.map(({ reason: _, ...refusal }) => refusal) });
}
