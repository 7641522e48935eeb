import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import { tooFewFinished } from "../finished/too-few";
import type { CardMilestones } from "../log/timeline";
import { ascending } from "../stats/ascending";
import { countBelow } from "../stats/count-below";
import { percentile } from "../stats/percentile";
import { measureWorkItemAge } from "./work-item-age";

/** "`percentile` % of the cards in `days` days or less." */
export type ServiceLevelExpectation = { percentile: number; days: number };

/** A card in progress held against the expectation. */
export type ExpectedCard = {
  cardId: string;
  columnId: string;
  ageDays: number;
  /**
   * Of the finished cards that took at least this age, the share that still met the expectation. Null where none took
   * so long, or too few were finished to say.
   */
  chance: number | null;
};

export type ExpectationCheck = ServiceLevelExpectation & {
  /** Cards finished in the range. */
  n: number;
  /** Share of them that took so many days or less; null for none. */
  attainment: number | null;
  /** Not late, but the chance that their age leaves is less than expected; oldest first. None where too few finished. */
  atRisk: ExpectedCard[];
  /** Older than expected; oldest first. */
  late: ExpectedCard[];
};

/** Room for binary error before a chance counts as less than expected. */
const binaryError = 1e-9;

/** Cycle times in days of the cards finished in the range, ascending: what an expectation is proposed and held against. */
export function sampleCycleDays(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
): Float64Array {
  const days: number[] = [];
  for (const { startedAt, finishedAt } of cards) {
    if (startedAt !== null && finishedAt !== null && isWithin(calendar, finishedAt, range))
      days.push(calendar.countDays(startedAt, finishedAt));
  }
  return ascending(days);
}

/** The days in which `percent` % of the finished cards were done: nearest rank. Null where too few were finished. */
export function proposeExpectation(cycleDays: Float64Array, percent: number): number | null {
  if (tooFewFinished(cycleDays.length)) return null;
  return percentile(cycleDays, percent);
}

/**
 * How finished cards met an expectation, and which cards in progress at `asOf` (epoch ms) are at risk of missing it or
 * have missed it. `cards` must be read as of that instant. `cycleDays`: see `sampleCycleDays`.
 */
export function holdAgainstExpectation(
  calendar: Calendar,
  cycleDays: Float64Array,
  cards: readonly CardMilestones[],
  asOf: number,
  expectation: ServiceLevelExpectation,
): ExpectationCheck {
  const within = countBelow(cycleDays, expectation.days + 1);
  const isEnough = tooFewFinished(cycleDays.length) === null;
  const ageing = measureWorkItemAge(calendar, cards, asOf).map(
    ({ cardId, columnId, ageDays }): ExpectedCard => {
      const quicker = countBelow(cycleDays, ageDays);
      const chance =
        !isEnough || quicker === cycleDays.length
          ? null
          : Math.max(0, within - quicker) / (cycleDays.length - quicker);
      return { cardId, columnId, ageDays, chance };
    },
  );
  const isLate = ({ ageDays }: ExpectedCard) => ageDays > expectation.days;
  const isAtRisk = ({ chance }: ExpectedCard) =>
    isEnough && (chance ?? 0) < expectation.percentile / 100 - binaryError;
  return {
    ...expectation,
    n: cycleDays.length,
    attainment: cycleDays.length === 0 ? null : within / cycleDays.length,
    atRisk: ageing.filter((card) => !isLate(card) && isAtRisk(card)),
    late: ageing.filter(isLate),
  };
}
