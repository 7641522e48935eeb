import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { sayShare } from "@/lib/client/limits/use-words";
import { type LimitNames, nameOfLimit } from "@/lib/client/limits/words";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";
import type { QueueAgeAnswer } from "@/lib/contracts/metrics/queue-age";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";

/** What to see in the throughput. */
export function throughputSentence({ days, total }: ThroughputAnswer): string {
  if (total === 0) return "No card was finished in this range.";
  const perWeek = (total / Math.max(1, days.length)) * 7;
  const idle = days.filter((day) => day.count === 0).length;
  return `${plural(total, "card")} finished, ${perWeek.toFixed(1)} a week; ${plural(idle, "day")} of ${days.length} without a finish.`;
}

/** What to see in the cumulative flow diagram: which band grew most. */
export function cumulativeFlowSentence({
  columns,
  before,
  days,
}: Pick<CumulativeFlowAnswer, "columns" | "before" | "days">): string {
  const last = days.at(-1);
  if (!last) return "Nothing to show for this range.";
  const growth = columns
    .filter(({ kind }) => kind === "queue" || kind === "active")
    .map(({ id, name }) => ({ name, by: (last.counts[id] ?? 0) - (before.counts[id] ?? 0) }))
    .sort((a, b) => b.by - a.by)[0];
  const done = last.departures - before.departures;
  const finished = `${plural(done, "card")} reached done`;
  if (!growth || growth.by <= 0)
    return `${finished}; no band of work in progress grew from the first day to the last.`;
  return `${finished}; the band of ${growth.name} grew most, by ${plural(growth.by, "card")}.`;
}

/** What to see in the queue ages: where the oldest card waits. */
export function queueAgeSentence({ columns }: QueueAgeAnswer): string {
  const oldest = columns
    .filter(({ kind }) => kind !== "backlog")
    .flatMap(({ name, items }) => (items[0] ? [{ name, elapsedMs: items[0].elapsedMs }] : []))
    .sort((a, b) => b.elapsedMs - a.elapsedMs)[0];
  if (!oldest) return "No card is waiting or being worked on.";
  return `The card that has stood still longest is in ${oldest.name}: ${spokenDuration(oldest.elapsedMs)}.`;
}

/** What to see in the overrides: how often limits gave way, where most, and how often they held. */
export function overridesSentence({ limits }: Pick<OverridesAnswer, "limits">, names: LimitNames): string {
  const sum = (kind: "entries" | "overrides" | "softBreaches" | "refusals") =>
    limits.reduce((total, limit) => total + limit[kind], 0);
  const [entries, overrides, soft, refusals] = [
    sum("entries"),
    sum("overrides"),
    sum("softBreaches"),
    sum("refusals"),
  ];
  const refused = refusals === 1 ? "1 was refused" : `${refusals.toLocaleString("en")} were refused`;
  const past = soft > 0 ? ` ${plural(soft, "card")} went past a soft limit.` : "";
  if (overrides === 0) return `No limit was overridden; ${refused}.${past}`;
  const most = limits.reduce((a, b) => (b.overrides > a.overrides ? b : a));
  const where = limits.length > 1 ? `, most often at ${nameOfLimit(most, names)} (${most.overrides})` : "";
  return `${overrides.toLocaleString("en")} of ${plural(entries, "entry", "entries")} went over a limit with a reason, ${sayShare(overrides / entries)}${where}; ${refused}.${past}`;
}
