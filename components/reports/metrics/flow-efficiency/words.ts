import { sayShare } from "@/lib/client/limits/use-words";
import type { FlowEfficiencyAnswer } from "@/lib/contracts/metrics/flow-efficiency";

/** A part of the cycle time of finished cards; `share` of it all. */
export type EfficiencyPart = {
  key: "active" | "waiting" | "blocked";
  name: string;
  ms: number;
  share: number;
};

/** The colour of each part. */
export const partColours: Record<EfficiencyPart["key"], string> = {
  active: "var(--chart-3)",
  waiting: "var(--chart-5)",
  blocked: "var(--chart-6)",
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
