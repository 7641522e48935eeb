import { sayDays } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import type { Risk } from "./series";

type Judged = Pick<WorkItemAgeAnswer, "expectation" | "tooFew">;

/** A card's risk in a word, as it stands beside its mark; null where nothing can be said. */
export function riskWord(risk: Risk, { expectation, tooFew }: Judged): string | null {
  if (!expectation) return null;
  if (risk === "late") return "Late";
  if (tooFew) return "Not late";
  return risk === "at-risk" ? "At risk" : "On course";
}

/** What to see in the ages: how old the oldest card is, and how many are late or at risk. */
export function ageingSentence(answer: WorkItemAgeAnswer): string {
  const { items, expectation, tooFew } = answer;
  const oldest = items[0];
  if (!oldest) return "No card was in progress then.";
  const first = `${plural(items.length, "card")} in progress, the oldest ${sayDays(oldest.ageDays, answer)} old.`;
  const few = tooFew ? ` ${sayTooFew(tooFew)}` : "";
  if (!expectation) return `${first}${few}`;
  const late = items.filter(({ risk }) => risk === "late").length;
  const atRisk = items.filter(({ risk }) => risk === "at-risk").length;
  const { percentile, basis } = expectation;
  const why = {
    agreed: `agreed for ${percentile} % of cards`,
    asked: "asked for",
    proposed: `in which ${percentile} % of cards were finished`,
  };
  const promise = `the ${sayDays(expectation.days, answer)} ${why[basis]}`;
  const older = late === 0 ? "None is" : late === 1 ? "1 is" : `${late} are`;
  if (tooFew) return `${first} ${older} older than ${promise}.${few}`;
  if (late === 0 && atRisk === 0) return `${first} None is likely to take longer than ${promise}.`;
  return `${first} ${older} older than ${promise}, ${atRisk} more at risk of it.`;
}

/** What the bands behind the ages stand for, and on how many cards those of each column stand. */
export function paceWords(
  { pace, from, to, tooFew }: Pick<WorkItemAgeAnswer, "pace" | "from" | "to" | "tooFew">,
  columns: readonly { id: string; name: string }[],
): string {
  if (tooFew) return `No bands of pace. ${sayTooFew(tooFew)}`;
  const counted = columns.flatMap(({ id, name }) => {
    const n = pace.find(({ columnId }) => columnId === id)?.n;
    return n === undefined ? [] : [`${name} ${n.toLocaleString("en")}`];
  });
  return `Bands: the pace of cards finished from ${from} to ${to}; cards measured in each column: ${counted.join(", ")}. Pace is a card's age on leaving the column, not the time it spent in it.`;
}
