import type { Calendar, DayRange } from "./calendar";
import { listFinished } from "./cycle-time";
import { ascending } from "./stats/ascending";
import { percentile } from "./stats/percentile";
import type { CardMarks } from "./timeline";
import { measureWorkItemAge } from "./work-item-age";

/** "`percentile` % of the cards in `days` days or less." */
export type Expectation = { percentile: number; days: number };

/** A card in progress held against the expectation. */
export type ExpectedCard = {
  cardId: string;
  columnId: string;
  ageDays: number;
  /**
   * Of the finished cards that took at least this age, the share that still met the expectation. Null where none took
   * so long.
   */
  chance: number | null;
};

export type ServiceLevel = Expectation & {
  /** Cards finished in the range. */
  n: number;
  /** Share of them that took so many days or less; null for none. */
  attainment: number | null;
  /** Not late, but the chance that their age leaves is less than expected; oldest first. */
  atRisk: ExpectedCard[];
  /** Older than expected; oldest first. */
  late: ExpectedCard[];
};

/** Room for binary error before a chance counts as less than expected. */
const binaryError = 1e-9;

/** How many values are below a limit. `sorted` must ascend. */
function countBelow(sorted: Float64Array, limit: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? limit) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

function daysOfFinished(calendar: Calendar, cards: readonly CardMarks[], range: DayRange): Float64Array {
  return ascending(listFinished(calendar, cards, range, "startedAt").map(({ days }) => days));
}

/** The days in which `percent` % of the cards finished in the range were done: nearest rank. Null for none. */
export function proposeServiceLevel(
  calendar: Calendar,
  cards: readonly CardMarks[],
  range: DayRange,
  percent: number,
): number | null {
  return percentile(daysOfFinished(calendar, cards, range), percent);
}

/**
 * How the cards finished in the range met an expectation, and which cards in progress at `asOf` (epoch ms) are at risk
 * of missing it or have missed it. `cards` must be read as of that instant.
 */
export function measureServiceLevel(
  calendar: Calendar,
  cards: readonly CardMarks[],
  range: DayRange,
  asOf: number,
  expectation: Expectation,
): ServiceLevel {
  const sorted = daysOfFinished(calendar, cards, range);
  const within = countBelow(sorted, expectation.days + 1);
  const ageing = measureWorkItemAge(calendar, cards, asOf).map(
    ({ cardId, columnId, ageDays }): ExpectedCard => {
      const quicker = countBelow(sorted, ageDays);
      const chance =
        quicker === sorted.length ? null : Math.max(0, within - quicker) / (sorted.length - quicker);
      return { cardId, columnId, ageDays, chance };
    },
  );
  const isLate = ({ ageDays }: ExpectedCard) => ageDays > expectation.days;
  const isAtRisk = ({ chance }: ExpectedCard) =>
    sorted.length > 0 && (chance ?? 0) < expectation.percentile / 100 - binaryError;
  return {
    ...expectation,
    n: sorted.length,
    attainment: sorted.length === 0 ? null : within / sorted.length,
    atRisk: ageing.filter((card) => !isLate(card) && isAtRisk(card)),
    late: ageing.filter(isLate),
  };
}
