import { plural } from "@/lib/client/format/plural";
import type { DataQualityAnswer } from "@/lib/contracts/metrics/data-quality";

export type FindingName = "backwardMoves" | "skippedColumns" | "reopened" | "neverStarted";

/** The findings of data quality, with what each is called and what it does to the figures. */
export const findings: { name: FindingName; label: string; effect: string }[] = [
  {
    name: "backwardMoves",
    label: "Moved back",
    effect: "The clock of a card runs on when it moves back, so these cards look slow rather than reworked.",
  },
  {
    name: "skippedColumns",
    label: "Skipped a column",
    effect: "The time in the column that was passed over is missing.",
  },
  {
    name: "reopened",
    label: "Reopened",
    effect: "Only the last finish counts; throughput of earlier days went down again.",
  },
  {
    name: "neverStarted",
    label: "Never started",
    effect: "Straight to done counts as 1 day of cycle time, which makes the team look quicker than it is.",
  },
];

/** What to see in data quality: how many findings, and of what most. */
export function qualitySentence(answer: DataQualityAnswer): string {
  const most = findings.reduce((a, b) => (answer[b.name].count > answer[a.name].count ? b : a));
  const { count: times, cards } = answer[most.name];
  if (times === 0)
    return "Every card went through the columns one by one; the figures can be taken at their word.";
  return `Most frequent: ${most.label.toLowerCase()}, ${times === 1 ? "once" : `${times.toLocaleString("en")} times`} on ${plural(cards, "card")} of ${answer.cards.toLocaleString("en")}.`;
}
