import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { sayShare } from "@/lib/client/limits/use-words";
import type { FlowEfficiencyAnswer } from "@/lib/contracts/metrics/flow-efficiency";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";

const dayMs = 86_400_000;

/** Elapsed time in days, to a tenth. */
export function inDays(elapsedMs: number): number {
  return Math.round((elapsedMs / dayMs) * 10) / 10;
}

/** What to see in the time in columns: where cards spent most of it. */
export function timeInColumnSentence(columns: TimeInColumnAnswer["columns"]): string {
  const measured = columns.filter(({ meanMs }) => meanMs !== null);
  const total = measured.reduce((sum, { totalMs }) => sum + totalMs, 0);
  if (total === 0) return "No card entered a column in these days.";
  const most = measured.reduce((a, b) => (b.totalMs > a.totalMs ? b : a));
  const mean = most.meanMs === null ? "" : `, ${spokenDuration(most.meanMs)} a visit on average`;
  return `Most time went by in ${most.name}: ${sayShare(most.totalMs / total)} of all, in ${plural(most.visits, "visit")}${mean}.`;
}

/** A part of the cycle time of finished cards; `share` of it all. */
export type EfficiencyPart = {
  key: "active" | "waiting" | "blocked";
  name: string;
  ms: number;
  share: number;
};

/** The parts of the cycle time of all finished cards; they add up to it. */
export function efficiencyParts({ activeMs, waitMs, blockedMs }: FlowEfficiencyAnswer): EfficiencyPart[] {
  const total = activeMs + waitMs + blockedMs;
  const part = (key: EfficiencyPart["key"], name: string, ms: number) => ({
    key,
    name,
    ms,
    share: total > 0 ? ms / total : 0,
  });
  return [
    part("active", "Active", activeMs),
    part("waiting", "Waiting", waitMs),
    part("blocked", "Blocked", blockedMs),
  ];
}

/** What to see in the flow efficiency. */
export function efficiencySentence(answer: FlowEfficiencyAnswer): string {
  if (!answer.configured) return "Not configured: this board has no queue column, so no figure is given.";
  if (answer.aggregate === null) return "No card was finished in this range.";
  const [, waiting, blocked] = efficiencyParts(answer);
  const rest = `${sayShare(waiting?.share ?? 0)} was waiting, ${sayShare(blocked?.share ?? 0)} blocked`;
  return `Cards were worked on for ${sayShare(answer.aggregate)} of their cycle time; ${rest}.`;
}
