import "server-only";
import { findOverruns as findOverrunsIn, type Overrun, type ReplayEvent } from "@/lib/domain/limit-replay";
import { listOverrides } from "../../store/figures/limit-ledger";
import type { BoardReplay } from "./read-board-replay";

/**
 * Finds every card that came in over a full limit and was not recorded: over a hard limit at all, over one that asks
 * for a reason without one. Replays the log of placements change by change and counts for itself. Imported history is
 * where the replay begins; limits never judged it.
 */
export async function findUnrecordedOverruns({
  boardId,
  rules,
  events,
  isTold,
}: BoardReplay): Promise<Overrun[]> {
  const overrides = await listOverrides(boardId);
  const begun = events.findLastIndex((event) => event.kind === "placement" && event.version === 0) + 1;
  const past = new Map(events.slice(0, begun).map((event) => [nameOf(event), event]));
  const start = {
    at: 0,
    limits: [...past.values()].flatMap((event) => (event.kind === "limit" && event.limit) || []),
    cards: [...past.values()].flatMap((event) =>
      event.kind === "placement" && event.place ? [{ ...event.place, id: event.cardId }] : [],
    ),
  };
  const isRecorded = (overrun: Overrun) =>
    overrides.some(
      ({ limitId, cardId, version }) =>
        limitId === overrun.limitId &&
        cardId === overrun.cardId &&
        version <= overrun.version &&
        version > versionBefore(events, overrun),
    );
  return findOverrunsIn(rules, start, events.slice(begun))
    .filter(({ mode }) => mode !== "soft")
    .filter(({ limitId }) => isTold(limitId))
    .filter((overrun) => overrun.mode === "hard" || !isRecorded(overrun));
}

const nameOf = (event: ReplayEvent) =>
  event.kind === "limit" ? `limit ${event.limitId}` : `card ${event.cardId}`;

/** Version of the card's placement before the one that overran. */
function versionBefore(events: readonly ReplayEvent[], { cardId, version }: Overrun): number {
  const before = events.findLast(
    (event) => event.kind === "placement" && event.cardId === cardId && event.version < version,
  );
  return before?.kind === "placement" ? before.version : 0;
}
