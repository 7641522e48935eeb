import { plural } from "@/lib/client/format/plural";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";

/** What to see in the throughput. */
export function throughputSentence({ days, total }: ThroughputAnswer): string {
  if (total === 0) return "No card was finished in this range.";
  const perWeek = (total / Math.max(1, days.length)) * 7;
  const idle = days.filter((day) => day.count === 0).length;
  return `${plural(total, "card")} finished, ${perWeek.toFixed(1)} a week; ${plural(idle, "day")} of ${days.length} without a finish.`;
}

/** What to see in the days by what was finished on them. */
export function countDaysSentence(days: ThroughputAnswer["days"]): string {
  const idle = days.filter(({ count }) => count === 0).length;
  const max = days.reduce((highest, { count }) => Math.max(highest, count), 0);
  if (max === 0) return "No card was finished on any of these days.";
  return `Nothing was finished on ${idle} of ${days.length} days; at most ${max.toLocaleString("en")} on one day.`;
}
