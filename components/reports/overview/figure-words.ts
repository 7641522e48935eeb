import { type DayCount, dayNoun, sayDays } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ComparedFigure, Expectation, NamedConstraint } from "@/lib/contracts/reports/overview";
import type { BoardStanding, TeamStanding } from "@/lib/contracts/reports/standing";

/** A figure's unit, and which way it should go. */
export type FigureKind = {
  one: string;
  many: string;
  better: "up" | "down";
  /** Digits after the point. */
  digits?: number;
};

/** The key figures of a board, in the order in which they are told. */
export const figureKinds = {
  throughput: { one: "card", many: "cards", better: "up" },
  medianDays: { one: "day", many: "days", better: "down" },
  p85Days: { one: "day", many: "days", better: "down" },
  averageWip: { one: "card", many: "cards", better: "down", digits: 1 },
  overrides: { one: "override", many: "overrides", better: "down" },
} as const satisfies Record<string, FigureKind>;

/** The kinds of key figures, with days named as they are counted. */
export function kindsOfFigures(count: DayCount): Record<keyof typeof figureKinds, FigureKind> {
  const one = dayNoun(count);
  const named = { one, many: `${one}s` };
  return {
    ...figureKinds,
    medianDays: { ...figureKinds.medianDays, ...named },
    p85Days: { ...figureKinds.p85Days, ...named },
  };
}

const numberWords = (value: number, { digits = 0 }: FigureKind) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A figure with its unit: `9 days`. */
export function sayFigure(value: number | null, kind: FigureKind): string {
  if (value === null) return "none";
  const number = numberWords(value, kind);
  return `${number} ${number === "1" ? kind.one : kind.many}`;
}

export type FigureChange = {
  /** `12 before, 25 % less`. */
  words: string;
  trend: "up" | "down" | "same" | null;
  verdict: "better" | "worse" | null;
};

/** Smaller changes are the usual coming and going, and nobody's merit or fault. */
const minToJudge = 0.1;

/** How a figure went since the period before. A change that the shown digits hide is none. */
export function sayComparison(figure: ComparedFigure, kind: FigureKind): FigureChange {
  const { now, before, relative } = figure;
  if (before === null) return { words: "no figure before", trend: null, verdict: null };
  const then = `${numberWords(before, kind)} before`;
  if (now === null) return { words: then, trend: null, verdict: null };
  if (numberWords(now, kind) === numberWords(before, kind))
    return { words: then, trend: "same", verdict: null };
  const trend = now > before ? "up" : "down";
  const isClear = !figure.tooFew && (relative === null || Math.abs(relative) >= minToJudge);
  const judged = trend === kind.better ? "better" : "worse";
  const percent = relative === null ? 0 : Math.round(Math.abs(relative) * 100);
  const by = percent > 0 ? `, ${percent.toLocaleString("en")} % ${trend === "up" ? "more" : "less"}` : "";
  return { words: then + by, trend, verdict: isClear ? judged : null };
}

/** From which age on a card of a report is called late, and who says so. */
export function sayLate({ percentile, days, basis, tooFew }: Expectation, count: DayCount): string {
  const few = tooFew ? `${sayTooFew(tooFew)} ` : "";
  if (days === null) return `${few}No card is called late for its age, only for a due date that has passed.`;
  const why = {
    agreed: `the service level agreed for ${percentile} % of the cards`,
    asked: `the service level that this view asks for`,
    proposed: `in which ${percentile} % of this range's cards were done`,
  };
  const risk = tooFew ? ` ${sayTooFew(tooFew)} No card is called at risk.` : "";
  return `Late is older than ${sayDays(days, count)}, ${why[basis]}, or past its due date.${risk}`;
}

export type LevelWords = { name: string; level: string; words: string; isMissed: boolean };

/** A board's service level on the page of all boards: who says it, what it is, and how far the last 90 days kept it. */
export function sayExpectation(
  { percentile, days, basis, attainment, tooFew }: BoardStanding["expectation"],
  count: DayCount,
): LevelWords {
  const isAgreed = basis === "agreed";
  const name = isAgreed ? "Agreed service level" : "Proposed service level";
  const few = tooFew && sayTooFew(tooFew);
  if (days === null) return { name, level: "none", words: few ?? "", isMissed: false };
  const level = `${percentile} % in ${sayDays(days, count)} or less`;
  if (!isAgreed) return { name, level, words: "by the last 90 days; none is agreed", isMissed: false };
  if (attainment === null) return { name, level, words: few ?? "", isMissed: false };
  const words = `kept for ${sayShare(attainment)} in 90 days`;
  if (few) return { name, level, words: `${words}. ${few}`, isMissed: false };
  return { name, level, words, isMissed: attainment < percentile / 100 };
}

/** What speaks for a board's probable constraint on the page of all boards, or why there is none. */
export function sayConstraint(constraint: NamedConstraint | null, tooFew: Expectation["tooFew"]): string {
  if (tooFew) return sayTooFew(tooFew);
  if (!constraint) return "no card was in a queue or being worked on in 90 days";
  const { column, heldColumn, isGrowing, share } = constraint;
  const where = heldColumn === column ? "there" : `in ${heldColumn} before it`;
  return isGrowing
    ? `work piled up ${where} all through 90 days`
    : `a weak guess: ${sayShare(share)} of all time in 90 days was spent ${where}`;
}

/** What a team's boards will probably finish together, and how sure that is. */
export function sayTeamForecast({ cards, percentile, tooFew }: TeamStanding["forecast"]): {
  cards: string;
  words: string;
} {
  if (cards === null) return { cards: "none", words: tooFew ? sayTooFew(tooFew) : "" };
  return { cards: `${plural(cards, "card")} or more`, words: `with a chance of ${percentile} %` };
}
