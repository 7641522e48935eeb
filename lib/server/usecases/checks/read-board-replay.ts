import "server-only";
import type { CountingRules } from "@/lib/domain/limit";
import type { ReplayEvent } from "@/lib/domain/limit-replay";
import { readCountingChanges } from "../../store/figures/limit-ledger";
import { readCountingRules, readReplayEvents } from "../../store/figures/limit-replay";

/** Later than any instant of any clock that was ever wrong (epoch ms). */
const endOfTime = Date.UTC(9999, 0);

/** A board's whole past, as checks of its limits replay it. */
export type BoardReplay = {
  boardId: string;
  rules: CountingRules;
  events: readonly ReplayEvent[];
  /** Whether the past tells how this limit counted. */
  isTold(limitId: string): boolean;
};

/**
 * The past of a board, for a checker of its limits. Null for a board that changed which cards count, and no word on
 * limits over all work in progress where a column's kind changed: the log of placements does not tell how they counted
 * then.
 */
export async function readBoardReplay(boardId: string): Promise<BoardReplay | null> {
  const changes = await readCountingChanges(boardId);
  if (changes.settings) return null;
  const [rules, events] = await Promise.all([
    readCountingRules(boardId),
    readReplayEvents(boardId, 0, endOfTime),
  ]);
  const wide = new Set(
    events.flatMap((event) =>
      event.kind === "limit" && event.limit?.columnIds.length === 0 ? [event.limitId] : [],
    ),
  );
  return { boardId, rules, events, isTold: (limitId) => !(changes.kinds && wide.has(limitId)) };
}
