import { type DayRange, lengthOf } from "../calendar/calendar";
import type { TooFew } from "../finished/too-few";

/** A figure of a period beside the same figure of the period before. */
export type Comparison = {
  now: number | null;
  before: number | null;
  /** now − before; null where one of them is missing. */
  difference: number | null;
  /** difference ÷ before: 0.25 is a quarter more. Null where there is nothing to divide by. */
  relative: number | null;
  /** Why nothing is said about whether the change is good: too few cards were finished in one of the periods. */
  tooFew: TooFew | null;
};

/** The period of the same length that ends on the day before this one begins. */
export function periodBefore(range: DayRange): DayRange {
  return { from: range.from - lengthOf(range), to: range.from - 1 };
}

/** How a figure has changed since the period before. */
export function compareFigure(now: number | null, before: number | null, tooFew: TooFew | null): Comparison {
  const difference = now === null || before === null ? null : now - before;
  return {
    now,
    before,
    difference,
    relative: difference === null || before === null || before === 0 ? null : difference / before,
    tooFew,
  };
}
