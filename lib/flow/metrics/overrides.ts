import type { LimitMode } from "@/lib/domain/limit";
import { type Calendar, mondayOf } from "../calendar/calendar";

/** What can happen to a card at a limit: it comes under it, is let in over it, or is kept out. */
const kinds = ["entries", "overrides", "softBreaches", "refusals"] as const;

/** One such happening. `at`: epoch ms. */
export type LimitOccurrence = { kind: (typeof kinds)[number]; limitId: string; at: number };

export type LimitCounts = Record<(typeof kinds)[number], number>;

/** Under which of them an entry over a limit counts: past a soft one it is recorded, else it took a word. */
export function kindOfBreach(mode: LimitMode): "overrides" | "softBreaches" {
  return mode === "soft" ? "softBreaches" : "overrides";
}

/** The counts of a limit among those of all; begun at 0. */
function countsOf(counts: Map<string, LimitCounts>, limitId: string): LimitCounts {
  const known = counts.get(limitId);
  if (known) return known;
  const begun = { entries: 0, overrides: 0, softBreaches: 0, refusals: 0 };
  counts.set(limitId, begun);
  return begun;
}

/** How often each happened, by limit id. */
export function countByLimit(occurrences: Iterable<LimitOccurrence>): Map<string, LimitCounts> {
  const counts = new Map<string, LimitCounts>();
  for (const { kind, limitId } of occurrences) {
    countsOf(counts, limitId)[kind]++;
  }
  return counts;
}

/** Counts what happened at limits, one after the other, by week from Monday on in a calendar's zone. */
export class LimitWeeks {
  readonly #weeks = new Map<number, Map<string, LimitCounts>>();
  // The week of the occurrence before, in which most are too: there may be a million.
  #ofWeek = new Map<string, LimitCounts>();
  #begin = Number.NaN;
  #end = Number.NaN;

  constructor(readonly calendar: Calendar) {}

  add(kind: LimitOccurrence["kind"], limitId: string, at: number): void {
    if (!(at >= this.#begin && at < this.#end)) this.#turnTo(at);
    countsOf(this.#ofWeek, limitId)[kind]++;
  }

  /** Weeks in order, and for each the limits, by their ids; only those with anything. */
  rows(): ({ week: string; limitId: string } & LimitCounts)[] {
    return [...this.#weeks]
      .sort(([a], [b]) => a - b)
      .flatMap(([monday, ofWeek]) =>
        [...ofWeek]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([limitId, counts]) => ({ week: this.calendar.toText(monday), limitId, ...counts })),
      );
  }

  #turnTo(at: number): void {
    const monday = mondayOf(this.calendar.dayOf(at));
    this.#begin = this.calendar.startOf(monday);
    this.#end = this.calendar.startOf(monday + 7);
    this.#ofWeek = this.#weeks.get(monday) ?? new Map();
    this.#weeks.set(monday, this.#ofWeek);
  }
}

/** What was counted by week and limit, by limit alone. */
export function sumByLimit(weeks: Iterable<{ limitId: string } & LimitCounts>): Map<string, LimitCounts> {
  const counts = new Map<string, LimitCounts>();
  for (const { limitId, ...ofWeek } of weeks) {
    const sum = countsOf(counts, limitId);
    for (const kind of kinds) sum[kind] += ofWeek[kind];
  }
  return counts;
}

/** Overrides by entries, 0 to 1; null where nothing came in. */
export function overrideRate({ overrides, entries }: LimitCounts): number | null {
  return entries > 0 ? overrides / entries : null;
}
