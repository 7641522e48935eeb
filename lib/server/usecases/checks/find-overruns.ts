import "server-only";
import { findOverruns as findOverrunsIn, type Overrun, type ReplayEvent } from "@/lib/domain/limit-replay";
import { listOverrides } from "../../store/figures/limit-ledger";
import type { BoardReplay } from "./read-board-replay";

/**
 * Every entry of a card over a limit of any scope that nobody recorded: into a hard limit at all, into one that wants
 * a reason without one. Replayed from the log of placements, change by change, with its own counting.
 *
 * History that was imported is where the replay begins; it was never let in by limits.
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
