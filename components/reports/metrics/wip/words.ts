import { plural } from "@/lib/client/format/plural";
import type { WipAnswer } from "@/lib/contracts/metrics/wip";

/** What to see in the work in progress over time. */
export function wipSentence({ days }: WipAnswer): string {
  const last = days.at(-1);
  if (!last) return "Nothing to show for this range.";
  const counts = days.map(({ wip }) => wip);
  const min = counts.reduce((a, b) => Math.min(a, b));
  const max = counts.reduce((a, b) => Math.max(a, b));
  const mean = counts.reduce((sum, wip) => sum + wip, 0) / counts.length;
  return `${plural(last.wip, "card")} in progress at the end; between ${min} and ${max} over these days, ${mean.toFixed(1)} on average.`;
}
