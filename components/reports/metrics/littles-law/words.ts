import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";

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
  return `${figures}. ${plural(failing, "condition")} of the law ${failing === 1 ? "fails" : "fail"}: averages of this range say little.`;
}

/** A condition of Little's law as it came out. */
export function sayCondition({ name, holds, begin, end }: LittlesLawAnswer["conditions"][number]): string {
  switch (name) {
    case "arrivals equal departures":
      return holds
        ? `About as many cards were started as finished: ${begin.toLocaleString("en")} and ${end.toLocaleString("en")}.`
        : `${plural(begin, "card")} ${begin === 1 ? "was" : "were"} started, but ${end.toLocaleString("en")} finished.`;
    case "WIP is the same at both ends":
      return holds
        ? `Work in progress is about the same at both ends: ${begin.toLocaleString("en")} and ${end.toLocaleString("en")}.`
        : `Work in progress went from ${begin.toLocaleString("en")} to ${plural(end, "card")}.`;
    case "total age is the same at both ends":
      return holds
        ? `The cards in progress are about as old together at both ends: ${spokenDuration(begin)} and ${spokenDuration(end)}.`
        : `Together the cards in progress were ${spokenDuration(begin)} old at the beginning and ${spokenDuration(end)} at the end.`;
  }
}
