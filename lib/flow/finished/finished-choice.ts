import type { Calendar, DayNumber } from "../calendar/calendar";
import type { FinishedCard } from "./durations";

/** Bounds are counted in; those that are not given do not narrow. */
export type FinishedChoice = {
  /** Days that a card took. */
  daysFrom?: number | undefined;
  daysTo?: number | undefined;
  /** Cards that were finished on the same day, the card itself among them. */
  dayCountFrom?: number | undefined;
  dayCountTo?: number | undefined;
  /** Cards before the page. */
  skip?: number | undefined;
};

const isBetween = (value: number, from = 0, to = Number.POSITIVE_INFINITY) => value >= from && value <= to;

/**
 * A page of exactly the chosen ones of finished cards, in their order, and how many are chosen altogether. Null where
 * nothing is asked.
 */
export function chooseFinished(
  calendar: Calendar,
  items: readonly FinishedCard[],
  choice: FinishedChoice,
  maxOfPage: number,
): { items: FinishedCard[]; matching: number } | null {
  const { daysFrom, daysTo, dayCountFrom, dayCountTo, skip } = choice;
  if ([daysFrom, daysTo, dayCountFrom, dayCountTo, skip].every((each) => each === undefined)) return null;
  const counts = new Map<DayNumber, number>();
  for (const { finishedAt } of items) {
    const day = calendar.dayOf(finishedAt);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const chosen = items.filter(
    ({ days, finishedAt }) =>
      isBetween(days, daysFrom, daysTo) &&
      isBetween(counts.get(calendar.dayOf(finishedAt)) ?? 0, dayCountFrom, dayCountTo),
  );
  const first = skip ?? 0;
  return { items: chosen.slice(first, first + maxOfPage), matching: chosen.length };
}
