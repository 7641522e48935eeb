import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";
import { dayMs } from "@/lib/domain/duration";
import { dayAt, placeOf } from "../../charts/day-axis";

export const overrideSeries = [
  { key: "overrides", name: "Overridden", colour: "var(--chart-6)" },
  { key: "softBreaches", name: "Past a soft limit", colour: "var(--chart-1)" },
  { key: "refusals", name: "Refused", colour: "var(--chart-8)" },
] as const;

/** What happened in a week at all limits together; `week`: its Monday. */
export type OverrideWeek = { week: string; overrides: number; softBreaches: number; refusals: number };

const weekMs = 7 * dayMs;

/** The Monday after a Monday. */
export const weekAfter = (week: string) => dayAt(placeOf(week) + weekMs);

/** The weeks of all limits together, from the first to the last with anything, without gaps. */
export function weeksOf({ weeks }: Pick<OverridesAnswer, "weeks">): OverrideWeek[] {
  const first = weeks[0];
  const last = weeks.at(-1);
  if (!first || !last) return [];
  const sums = new Map<string, OverrideWeek>();
  for (let { week } = first; week <= last.week; week = weekAfter(week))
    sums.set(week, { week, overrides: 0, softBreaches: 0, refusals: 0 });
  for (const { week, ...counts } of weeks) {
    const sum = sums.get(week);
    if (sum) for (const { key } of overrideSeries) sum[key] += counts[key];
  }
  return [...sums.values()];
}
