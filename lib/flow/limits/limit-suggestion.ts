import { dayMs } from "@/lib/domain/duration";
import { tooFewFinished } from "../finished/too-few";
import { startedHereAt, type Timeline } from "../log/timeline";
import { ascending } from "../stats/ascending";
import { percentile } from "../stats/percentile";
import type { LimitTally } from "./limit-use";

/** The part of the time that a suggested limit would have covered. */
const coveredShare = 0.85;

/** Shorter histories say too little about a team. */
const minDays = 7;

/** Room for binary error before a share of the whole counts as reached. */
const binaryError = 1e-9;

/** The figures of one window from which starting values are suggested. */
export type SuggestionSource = {
  days: number;
  /** Every card of the board that was finished in the window, with its life. */
  finished: readonly Timeline[];
  targetDays: number | null;
};

/** Whether a window is long enough, and saw enough cards finished, to suggest anything. */
export function isEnoughHistory({ days, finished }: SuggestionSource): boolean {
  return days >= minDays && tooFewFinished(finished.length) === null;
}

/**
 * The smallest number of cards, at least 1, that covered 85 % of the time: nearest rank, weighted by time.
 * `shareOfTime`: the part that it covered. Null where no card was ever there.
 */
export function suggestByTime(levels: LimitTally["levels"]): { max: number; shareOfTime: number } | null {
  const sorted = [...levels].sort(([a], [b]) => a - b);
  if (!sorted.some(([count, ms]) => count > 0 && ms > 0)) return null;
  const total = sorted.reduce((sum, [, ms]) => sum + ms, 0);
  let covered = 0;
  for (const [count, ms] of sorted) {
    covered += ms;
    const shareOfTime = covered / total;
    if (count >= 1 && shareOfTime >= coveredShare - binaryError) return { max: count, shareOfTime };
  }
  return null;
}

/**
 * Part of the cycle time that the finished cards spent in these columns, over all of them together: total time there
 * divided by total cycle time, counted on this board. Null without a card or without cycle time.
 */
export function shareOfCycleTime(
  finished: readonly Timeline[],
  isCounted: (columnId: string) => boolean,
): number | null {
  let thereMs = 0;
  let cycleMs = 0;
  for (const card of finished) {
    const { finishedAt, visits } = card;
    const startedAt = startedHereAt(card);
    if (startedAt === null || finishedAt === null) continue;
    cycleMs += finishedAt - startedAt;
    for (const { columnId, enteredAt, leftAt } of visits) {
      if (!isCounted(columnId)) continue;
      thereMs += Math.max(0, Math.min(leftAt ?? finishedAt, finishedAt) - Math.max(enteredAt, startedAt));
    }
  }
  return cycleMs > 0 ? thereMs / cycleMs : null;
}

/** Median elapsed cycle time in days, to a tenth; null for no card. The usual target of a suggestion. */
export function medianCycleDays(finished: readonly Timeline[]): number | null {
  const elapsed = finished.flatMap(({ startedAt, finishedAt }) =>
    startedAt === null || finishedAt === null ? [] : [finishedAt - startedAt],
  );
  const median = percentile(ascending(elapsed), 50);
  return median === null ? null : Math.max(0.1, Math.round((median / dayMs) * 10) / 10);
}

export type FlowSuggestion = { max: number; cardsPerDay: number; share: number; targetDays: number };

/**
 * By Little's law, the cards under a limit are the cards that leave it a day times the days that each spends there;
 * those days are to be this share of the target cycle time. To the nearest whole card, at least 1. Null where no card
 * left, none finished, or there is no target.
 *
 * For a limit on each person, cards a day of one person.
 */
export function suggestByFlow(
  tally: Pick<LimitTally, "exits" | "counts" | "cardIds">,
  isCounted: (columnId: string) => boolean,
  { days, finished, targetDays }: SuggestionSource,
): FlowSuggestion | null {
  const share = shareOfCycleTime(
    finished.filter(({ cardId }) => tally.cardIds.has(cardId)),
    isCounted,
  );
  if (share === null || targetDays === null || tally.exits === 0 || days <= 0) return null;
  const cardsPerDay = tally.exits / days / Math.max(1, tally.counts);
  return { max: Math.max(1, Math.round(cardsPerDay * share * targetDays)), cardsPerDay, share, targetDays };
}
