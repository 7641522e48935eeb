import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { CardMilestones } from "../log/timeline";
import { ascending } from "../stats/ascending";
import { countEach } from "../stats/histogram";
import { mean } from "../stats/mean";
import { percentiles } from "../stats/percentile";

/** A finished card with its time from `beganAt` to its finish: elapsed in ms, and in calendar days. */
export type FinishedCard = {
  card: CardMilestones;
  startedAt: number;
  finishedAt: number;
  elapsedMs: number;
  /** Both ends counted: started and finished on one day is 1. */
  days: number;
};

export type DurationFigures = {
  n: number;
  /** Nearest rank, of days. */
  percentiles: Record<string, number | null>;
  meanElapsedMs: number | null;
  /** Nearest rank, of elapsed ms. */
  elapsedPercentilesMs: Record<string, number | null>;
  items: FinishedCard[];
  /** Finished cards by their number of days. */
  histogram: { days: number; count: number }[];
};

/** From what a duration runs: the start (cycle time) or the creation (lead time). */
type Beginning = "startedAt" | "createdAt";

/** The cards of known beginning finished in the range with their time from `beginning` to the finish, in order of finish. */
export function listFinished(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  beginning: Beginning,
): FinishedCard[] {
  const finished: FinishedCard[] = [];
  for (const card of cards) {
    const { startedAt, finishedAt } = card;
    if (startedAt === null || finishedAt === null || !isWithin(calendar, finishedAt, range)) continue;
    const beganAt = beginning === "startedAt" ? startedAt : (card.createdAt ?? startedAt);
    const days = calendar.countDays(beganAt, finishedAt);
    finished.push({ card, startedAt, finishedAt, elapsedMs: finishedAt - beganAt, days });
  }
  return finished.sort((a, b) => a.finishedAt - b.finishedAt);
}

/** The figures of finished cards. No cards: n is 0 and figures are null. */
export function measureDurations(items: FinishedCard[], percents: readonly number[]): DurationFigures {
  const days = ascending(items.map((item) => item.days));
  const elapsed = items.map((item) => item.elapsedMs);
  return {
    n: items.length,
    percentiles: percentiles(days, percents),
    meanElapsedMs: mean(elapsed),
    elapsedPercentilesMs: percentiles(ascending(elapsed), percents),
    items,
    histogram: countEach(days).map(({ value, count }) => ({ days: value, count })),
  };
}
