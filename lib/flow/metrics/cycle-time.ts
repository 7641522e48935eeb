import type { Calendar, DayRange } from "../calendar/calendar";
import { type FinishedCard, listFinished } from "../finished/durations";
import type { CardMilestones } from "../log/timeline";

/**
 * Cycle time of the cards finished in the range, in order of finish: finished − started, in elapsed ms and in calendar
 * days, which are never mixed. Days: day(finished) − day(started) + 1, never 0 (Vacanti, *Actionable Agile Metrics*).
 *
 * A card that went straight to done started when it finished: 0 ms, 1 day.
 */
export function listCycleTimes(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
): FinishedCard[] {
  return listFinished(calendar, cards, range, "startedAt");
}
