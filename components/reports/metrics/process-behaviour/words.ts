import { daysHead } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";

type Signal = ProcessBehaviourAnswer["signals"][number];

const rules: Record<Signal["rule"], Record<Signal["side"], string>> = {
  "beyond-limits": { above: "above the upper limit", below: "below the lower limit" },
  "two-of-three": {
    above: "one of two of three far above the mean",
    below: "one of two of three far below the mean",
  },
  "four-of-five": {
    above: "one of four of five fairly far above the mean",
    below: "one of four of five fairly far below the mean",
  },
  "eight-in-a-row": {
    above: "one of eight in a row above the mean",
    below: "one of eight in a row below the mean",
  },
};

/** Why a point is a signal. */
export function saySignal({ rule, side }: Signal): string {
  return rules[rule][side];
}

const nounOf: Record<ProcessBehaviourAnswer["measure"], [one: string, many: string]> = {
  throughput: ["day", "days"],
  "weekly-throughput": ["week", "weeks"],
  wip: ["day", "days"],
  "cycle-time": ["card", "cards"],
};

/** What to see in a process behaviour chart, in one sentence. */
export function behaviourSentence({
  measure,
  points,
  mean,
  signals,
  tooFew,
}: ProcessBehaviourAnswer): string {
  const [one, many] = nounOf[measure];
  if (tooFew) return sayTooFew(tooFew);
  if (mean === null)
    return `Limits need at least two values; this range has ${plural(points.length, one, many)}.`;
  const marked = new Set(signals.map(({ index }) => index)).size;
  if (marked === 0)
    return `${plural(points.length, one, many)} and no signal: what comes and goes here is usual, and one value says nothing.`;
  return `${marked.toLocaleString("en")} of ${plural(points.length, one, many)} ${marked === 1 ? "takes" : "take"} part in a signal: there something was different, and it is worth asking what.`;
}

/** The measures that can be chosen, in their order. */
export const measures = [
  { value: "weekly-throughput", label: "Cards a week" },
  { value: "throughput", label: "Cards a day" },
  { value: "cycle-time", label: "Cycle time" },
  { value: "wip", label: "WIP" },
] as const;

const scales = {
  "weekly-throughput": { value: "Finished", scale: "Cards finished in each whole week" },
  throughput: { value: "Finished", scale: "Cards finished a day" },
  wip: { value: "In progress", scale: "Cards in progress at the end of each day" },
} as const;

/** What a value is called, and what the values are; days are named as they are counted. */
export function sayMeasure(answer: ProcessBehaviourAnswer): { value: string; scale: string } {
  if (answer.measure !== "cycle-time") return scales[answer.measure];
  const value = daysHead(answer);
  return { value, scale: `${value} of each card, in order of finish` };
}

/** A limit as it is written, to a tenth. */
export function roundLimit(value: number): number {
  return Number(value.toFixed(1));
}

/** The mean and the limits in words, as the beginning of a sentence on the days that they stand on. */
export function sayLimits({ mean, upper, lower }: ProcessBehaviourAnswer): string {
  if (mean === null || upper === null) return "No limits, days";
  const lowest = lower === null ? "no lower limit" : `lower limit ${roundLimit(lower)}`;
  return `Mean ${roundLimit(mean)}, upper limit ${roundLimit(upper)}, ${lowest},`;
}
