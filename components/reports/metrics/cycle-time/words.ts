import { type DayCount, sayDays } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { slowestKept } from "@/lib/flow/finished/thin-out";
import { percentileLines } from "./series";

/** From what a duration runs: the start of work, or the creation of the card. */
export type DurationKind = "cycle-time" | "lead-time";

/** Name of a duration, as a heading. */
export function durationName(kind: DurationKind): "Cycle time" | "Lead time" {
  return kind === "cycle-time" ? "Cycle time" : "Lead time";
}

/** What to see in the durations, in one sentence. */
export function durationSentence(answer: DurationAnswer, kind: DurationKind): string {
  const { n, percentiles } = answer;
  if (n === 0) return "No card was finished in this range.";
  const usual = percentiles["50"];
  const most = percentiles["85"];
  if (usual == null || most == null) return `${plural(n, "card")} finished.`;
  const span = kind === "cycle-time" ? "" : " from creation to finish";
  return `Half of the ${plural(n, "card")} took ${sayDays(usual, answer)} or less${span}, 85 % took ${sayDays(most, answer)} or less.`;
}

/** How the moving median went, from the first day of the range that has one to the last. */
export function medianWords(answer: DurationAnswer): string {
  const known = answer.medians.flatMap(({ days }) => (days === null ? [] : [days]));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return "";
  const went =
    first === last
      ? `is ${sayDays(last, answer)}, as at first`
      : `went from ${first} to ${sayDays(last, answer)}`;
  return `Solid line: the median of the 30 days up to each day; it ${went}.`;
}

/** Every percentile with its days: `50 % in 9 days, 85 % in 14 days`. */
export function percentileWords(answer: Pick<DurationAnswer, "percentiles"> & DayCount): string {
  return percentileLines(answer)
    .map(({ percent, days }) => `${percent} % in ${sayDays(days, answer)}`)
    .join(", ");
}

/** How the cards of the period before did. */
export function earlierWords(before: DurationAnswer, sayDay: (date: string) => string): string {
  const days = `${sayDay(before.from)} to ${sayDay(before.to)}`;
  if (before.n === 0) return `The period before, ${days}: no card was finished.`;
  return `The period before, ${days}: ${plural(before.n, "card")}, ${percentileWords(before)}.`;
}

/** That the dots are fewer than the cards; null where they are not. */
export function sampleWords({ isSample, items, n }: DurationAnswer): string | null {
  if (!isSample) return null;
  return `${plural(items.length, "dot")} are drawn and listed of ${plural(n, "card")}: the ${slowestKept} slowest and an even sample of the others. Lines and figures stand on all of them.`;
}

/** What to see in the histogram: the most frequent length, and the longest. */
export function histogramSentence(answer: DurationAnswer): string {
  const { histogram } = answer;
  const longest = histogram.at(-1);
  if (!longest) return "No card was finished in this range.";
  const most = histogram.reduce((a, b) => (b.count > a.count ? b : a));
  return `Most often ${sayDays(most.days, answer)} (${plural(most.count, "card")}); the longest took ${sayDays(longest.days, answer)}.`;
}
