import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { sayShare } from "@/lib/client/limits/use-words";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";

/** What to see in the time in columns: where cards spent most of it. */
export function timeInColumnSentence(columns: TimeInColumnAnswer["columns"]): string {
  const measured = columns.filter(({ meanMs }) => meanMs !== null);
  const total = measured.reduce((sum, { totalMs }) => sum + totalMs, 0);
  if (total === 0) return "No card entered a column in these days.";
  const most = measured.reduce((a, b) => (b.totalMs > a.totalMs ? b : a));
  const mean = most.meanMs === null ? "" : `, ${spokenDuration(most.meanMs)} a visit on average`;
  return `Most time went by in ${most.name}: ${sayShare(most.totalMs / total)} of all, in ${plural(most.visits, "visit")}${mean}.`;
}
