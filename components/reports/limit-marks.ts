import type { LimitChange } from "@/lib/contracts/limit";
import { placeOf } from "./chart-theme";

/** A change of a limit as a mark on a time axis: where, and in a few words what. */
export type LimitMark = { place: number; date: string; words: string };

/** `columnNames` names columns by id; `timeZone` is the board's. */
export function markLimitChanges(
  changes: readonly LimitChange[],
  columnNames: ReadonlyMap<string, string>,
  timeZone: string,
): LimitMark[] {
  const toDay = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return changes.map((change) => {
    const date = toDay.format(new Date(change.at));
    const where = change.columnIds.map((id) => columnNames.get(id) ?? "a column").join(" + ") || "all work";
    const from = change.fromMax === null ? "none" : change.fromMax;
    const to = change.toMax === null ? "none" : change.toMax;
    return {
      place: placeOf(date),
      date,
      words: `Limit of ${where}: ${from} → ${to}${change.why ? ` (${change.why})` : ""}`,
    };
  });
}
