import type { Calendar, DayRange } from "../calendar/calendar";
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
export type Beginning = "startedAt" | "createdAt";

/** Whether an instant falls on a day of the range. */
export function isWithin(calendar: Calendar, at: number, range: DayRange): boolean {
  const day = calendar.dayOf(at);
  return day >= range.from && day <= range.to;
}

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

/**
 * Cycle time of the cards finished in the range: finished − started, in elapsed ms and in calendar days, which are
 * never mixed. Days: day(finished) − day(started) + 1, never 0 (Vacanti, *Actionable Agile Metrics*).
 *
 * A card that went straight to done started when it finished: 0 ms, 1 day.
 */
export function measureCycleTime(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  percents: readonly number[],
): DurationFigures {
  return measureDurations(listFinished(calendar, cards, range, "startedAt"), percents);
}

/** Lead time of the cards finished in the range: finished − created, in the same two forms as cycle time. */
export function measureLeadTime(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  percents: readonly number[],
): DurationFigures {
  return measureDurations(listFinished(calendar, cards, range, "createdAt"), percents);
}
