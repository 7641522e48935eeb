import type { LimitMode } from "@/lib/domain/limit";
import { type Calendar, mondayOf } from "./calendar";

/** What can happen to a card at a limit: it comes under it, is let in over it, or is kept out. */
const kinds = ["entries", "overrides", "softBreaches", "refusals"] as const;

/** One such happening. `at`: epoch ms. */
export type LimitOccurrence = { kind: (typeof kinds)[number]; limitId: string; at: number };

export type LimitCounts = Record<(typeof kinds)[number], number>;

/** Under which of them an entry over a limit counts: past a soft one it is recorded, else it took a word. */
export function kindOfBreach(mode: LimitMode): "overrides" | "softBreaches" {
  return mode === "soft" ? "softBreaches" : "overrides";
}

function noCounts(): LimitCounts {
  return { entries: 0, overrides: 0, softBreaches: 0, refusals: 0 };
}

/** How often each happened, by limit id. */
export function countByLimit(occurrences: Iterable<LimitOccurrence>): Map<string, LimitCounts> {
  const counts = new Map<string, LimitCounts>();
  for (const { kind, limitId } of occurrences) {
    const known = counts.get(limitId) ?? noCounts();
    known[kind]++;
    counts.set(limitId, known);
  }
  return counts;
}

/** The same by week, from Monday on in the calendar's zone, and limit; weeks in order, only those with anything. */
export function countByWeek(
  calendar: Calendar,
  occurrences: Iterable<LimitOccurrence>,
): ({ week: string; limitId: string } & LimitCounts)[] {
  const weeks = new Map<number, LimitOccurrence[]>();
  for (const occurrence of occurrences) {
    const monday = mondayOf(calendar.dayOf(occurrence.at));
    const known = weeks.get(monday);
    if (known) known.push(occurrence);
    else weeks.set(monday, [occurrence]);
  }
  return [...weeks]
    .sort(([a], [b]) => a - b)
    .flatMap(([monday, ofWeek]) =>
      [...countByLimit(ofWeek)].map(([limitId, counts]) => ({
        week: calendar.toText(monday),
        limitId,
        ...counts,
      })),
    );
}

/** Overrides by entries, 0 to 1; null where nothing came in. */
export function overrideRate({ overrides, entries }: LimitCounts): number | null {
  return entries > 0 ? overrides / entries : null;
}
