import { dayIn } from "@/lib/client/format/day-in";
import { type LimitNames, nameOfLimit, sayChange } from "@/lib/client/limits/words";
import type { LimitChange } from "@/lib/contracts/limit";

/** A change of a limit as a mark on a time axis: on which day, and in a few words what. */
export type LimitMark = { date: string; words: string };

/** `timeZone`: the board's. */
export function markLimitChanges(
  changes: readonly LimitChange[],
  names: LimitNames,
  timeZone: string,
): LimitMark[] {
  const toDay = dayIn(timeZone);
  return changes.map((change) => {
    const date = toDay(change.at);
    return {
      date,
      words: `Limit of ${nameOfLimit(change, names)}: ${sayChange(change)}${change.why ? `. ${change.why}` : ""}`,
    };
  });
}
