import { spokenDuration } from "@/lib/client/format/durations";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { BlockersAnswer } from "@/lib/contracts/metrics/blockers";
import type { ConstraintAnswer, ConstraintReasonView } from "@/lib/contracts/metrics/constraint";
import type { DataQualityAnswer } from "@/lib/contracts/metrics/data-quality";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";

const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

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
    return `Limits need at least two values; this range has ${count(points.length, one, many)}.`;
  const marked = new Set(signals.map(({ index }) => index)).size;
  if (marked === 0)
    return `${count(points.length, one, many)} and no signal: what comes and goes here is usual, and one value says nothing.`;
  return `${marked.toLocaleString("en")} of ${count(points.length, one, many)} ${marked === 1 ? "takes" : "take"} part in a signal: there something was different, and it is worth asking what.`;
}

const round = (value: number) => Number(value.toFixed(1)).toLocaleString("en");

/** What to see in Little's law: the three averages, and whether they agree. */
export function littlesLawSentence(law: LittlesLawAnswer): string {
  const { averageWip, throughputPerDay, meanCycleDays, ratio, isStable, conditions, tooFew } = law;
  if (tooFew) return sayTooFew(tooFew);
  if (meanCycleDays === null || ratio === null)
    return "Nothing was finished in this range, so its averages cannot be held against each other.";
  const figures = `${round(throughputPerDay)} cards a day × ${round(meanCycleDays)} days is ${round(throughputPerDay * meanCycleDays)}; ${round(averageWip)} cards were in progress on average`;
  if (isStable) return `${figures}. The figures agree: the board was steady.`;
  const failing = conditions.filter(({ holds }) => !holds).length;
  if (failing === 0) return `${figures}. The figures do not agree.`;
  return `${figures}. ${count(failing, "condition")} of the law ${failing === 1 ? "fails" : "fail"}: averages of this range say little.`;
}

/** A condition of Little's law as it came out. */
export function sayCondition({ name, holds, begin, end }: LittlesLawAnswer["conditions"][number]): string {
  switch (name) {
    case "arrivals equal departures":
      return holds
        ? `About as many cards were started as finished: ${begin.toLocaleString("en")} and ${end.toLocaleString("en")}.`
        : `${count(begin, "card")} ${begin === 1 ? "was" : "were"} started, but ${end.toLocaleString("en")} finished.`;
    case "WIP is the same at both ends":
      return holds
        ? `Work in progress is about the same at both ends: ${begin.toLocaleString("en")} and ${end.toLocaleString("en")}.`
        : `Work in progress went from ${begin.toLocaleString("en")} to ${count(end, "card")}.`;
    case "total age is the same at both ends":
      return holds
        ? `The cards in progress are about as old together at both ends: ${spokenDuration(begin)} and ${spokenDuration(end)}.`
        : `Together the cards in progress were ${spokenDuration(begin)} old at the beginning and ${spokenDuration(end)} at the end.`;
  }
}

type NameOf = (columnId: string) => string;

/** Why a column is probably the constraint. */
export function sayReason(reason: ConstraintReasonView, held: string, nameOf: NameOf): string {
  switch (reason.code) {
    case "dwell":
      return `Cards spent ${spokenDuration(reason.totalDwellMs)} together in ${held}, ${sayShare(reason.share)} of all their time in these columns${reason.rank === 1 ? ", the most of all" : ""}.`;
    case "more-arrivals":
      return `${reason.arrivals.toLocaleString("en")} came into ${held}, and ${reason.departures.toLocaleString("en")} went.`;
    case "grew-throughout":
      return `${held} held more cards after every quarter of the range: ${reason.levels.join(", ")}.`;
    case "queue-before":
      return `${nameOf(reason.queueColumnId)} is a queue: what waits there waits for the column behind it.`;
  }
}

/** What to see in the columns: the probable constraint, and how sure that is. */
export function constraintSentence({ columns, probable, tooFew }: ConstraintAnswer): string {
  if (tooFew) return sayTooFew(tooFew);
  if (!probable) return "No card was in a queue or being worked on in this range.";
  const nameOf = (columnId: string) => columns.find((column) => column.columnId === columnId)?.name ?? "";
  const grew = probable.reasons.some(({ code }) => code === "grew-throughout");
  const named = `The probable constraint is ${nameOf(probable.columnId)}`;
  const where =
    probable.heldColumnId === probable.columnId ? "there" : `in ${nameOf(probable.heldColumnId)} before it`;
  return grew
    ? `${named}: work piled up ${where} through the whole range.`
    : `${named}, a weak guess: cards spend most of their time ${where}, but no column kept growing.`;
}

/** What to see in the blockers: what held cards up most. */
export function blockersSentence({ categories }: BlockersAnswer): string {
  const most = categories[0];
  if (!most) return "No card was blocked in this range.";
  const blocks = categories.reduce((sum, category) => sum + category.count, 0);
  const open = categories.reduce((sum, category) => sum + category.open, 0);
  const lasting =
    open === 0
      ? "none of them still lasts"
      : open === 1
        ? "1 of them still lasts"
        : `${open} of them still last`;
  return `Cards were blocked ${blocks === 1 ? "once" : `${blocks.toLocaleString("en")} times`}, ${lasting}; most time was lost to ${most.category}: ${spokenDuration(most.totalMs)}.`;
}

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
  return `Most frequent: ${most.label.toLowerCase()}, ${times === 1 ? "once" : `${times.toLocaleString("en")} times`} on ${count(cards, "card")} of ${answer.cards.toLocaleString("en")}.`;
}
