import { plural } from "@/lib/client/format/plural";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";

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
