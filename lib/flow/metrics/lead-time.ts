import type { Calendar, DayRange } from "../calendar/calendar";
import { type FinishedCard, listFinished } from "../finished/durations";
import type { CardMilestones } from "../log/timeline";

/** Lead time of the cards finished in the range: finished − created, in the same two forms as cycle time. */
export function listLeadTimes(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
): FinishedCard[] {
  return listFinished(calendar, cards, range, "createdAt");
}
