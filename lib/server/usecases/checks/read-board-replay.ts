import "server-only";
import type { CountingRules } from "@/lib/domain/limit";
import type { ReplayEvent } from "@/lib/domain/limit-replay";
import { readCountingChanges } from "../../store/figures/limit-ledger";
import { readCountingRules, readReplayEvents } from "../../store/figures/limit-replay";

/** Later than any instant that a wrong clock may have written (epoch ms). */
const endOfTime = Date.UTC(9999, 0);

/** All placements and limit changes of a board, for checks of its limits. */
export type BoardReplay = {
  boardId: string;
  rules: CountingRules;
  events: readonly ReplayEvent[];
  /** Whether the log of placements tells how this limit counted. */
  isTold(limitId: string): boolean;
};

/**
 * Reads a board's past for a check of its limits. The log does not tell how limits counted before the board changed
 * which cards count (then null), nor how limits over all work in progress counted where a column changed its kind (then
 * `isTold` is false for these).
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
