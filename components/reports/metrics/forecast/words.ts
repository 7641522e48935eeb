import { sayDays } from "@/lib/client/format/day-count";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";

const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** The percentile on which plans are usually made. */
const usual = "85";

/** One answer of a forecast: `by 3 Dec 2026, in 13 days`, `at least 9 cards`. `sayDay` writes a calendar day. */
export function sayAnswer(
  answer: Pick<ForecastAnswer, "mode" | "percentiles" | "dates" | "tolerance">,
  percent: string,
  sayDay: (date: string) => string,
): string {
  const { mode, percentiles, dates } = answer;
  const value = percentiles[percent];
  if (value == null) return mode === "when" ? "later than ten years" : "no answer";
  if (mode === "how-many") return value === 0 ? "perhaps none" : `at least ${count(value, "card")}`;
  const date = dates[percent];
  const within = `in ${count(value, "day")}${sayTolerance(answer, percent)}`;
  return date == null ? within : `by ${sayDay(date)}, ${within}`;
}

/** Answers that are no further away are exact to a day. */
const daysOfYear = 365;

/** By how many days an answer that is over a year away may be off; nothing for others. */
function sayTolerance(
  { percentiles, tolerance }: Pick<ForecastAnswer, "percentiles" | "tolerance">,
  percent: string,
) {
  const value = percentiles[percent];
  const off = tolerance[percent];
  return value != null && off != null && value > daysOfYear ? `, ± ${off.toLocaleString("en")}` : "";
}

/** From which past days each day was drawn. */
export function sayDraw({ drawnBy, sampleDays }: Pick<ForecastAnswer, "drawnBy" | "sampleDays">): string {
  if (drawnBy === "weekday") return "each weekday from the same weekday";
  if (drawnBy === "working-day") return "working days from working days, others from others";
  return `any day from any day: ${count(sampleDays, "day")} do not tell kinds of days apart`;
}

/** That some trials took longer than a forecast looks; nothing where none did. */
export function sayLater({ laterTrials, furthestDay, trials }: ForecastAnswer): string {
  if (laterTrials === 0) return "";
  return ` ${sayShare(laterTrials / trials)} of the trials took longer than ${furthestDay.toLocaleString("en")} days.`;
}

/** What to see in a forecast, in one sentence. */
export function forecastSentence(answer: ForecastAnswer, sayDay: (date: string) => string): string {
  const { mode, items, days, tooFew, percentiles } = answer;
  if (tooFew) return sayTooFew(tooFew);
  const percent = usual in percentiles ? usual : (Object.keys(percentiles).at(-1) ?? usual);
  const said = sayAnswer(answer, percent, sayDay);
  return mode === "when"
    ? `With a chance of ${percent} %, ${count(items, "card")} will be done ${said}.`
    : `With a chance of ${percent} %, ${said} will be done within ${count(days, "day")}.`;
}

/** How often earlier forecasts of one percentile came true. */
export function sayRecord({ tries, hitRate }: ForecastAnswer, percent: string): string {
  const rate = hitRate[percent];
  return tries === 0 || rate == null ? "no record yet" : `came true ${sayShare(rate)} of the time`;
}

/** What the record stands on, in one sentence. */
export function recordSentence({ tries, mode, items, days }: ForecastAnswer): string {
  const question = mode === "when" ? count(items, "card") : count(days, "day");
  if (tries === 0) return `The history is too short to try the same forecast of ${question} on past days.`;
  return `The same forecast of ${question} was made again for ${count(tries, "past day")}, each time with what was known then. The closer each rate is to its chance, the more the forecast can be trusted.`;
}

/** Share of the trials that is rare, at each end. */
const rareShare = 0.005;

export type ForecastBar = { from: number; to: number; share: number };

/**
 * The distribution of a forecast as bars of equal width, so many at most; shares of all trials. Gaps between values are
 * bars of nothing. Rare values at both ends are left out, since they would squeeze the rest.
 */
export function toForecastBars(
  { distribution, trials }: Pick<ForecastAnswer, "distribution" | "trials">,
  maxBars: number,
): ForecastBar[] {
  const kept: ForecastAnswer["distribution"] = [];
  let seen = 0;
  for (const entry of distribution) {
    if (seen >= trials * (1 - rareShare)) break;
    seen += entry.count;
    if (seen > trials * rareShare) kept.push(entry);
  }
  const first = kept[0]?.value;
  const last = kept.at(-1)?.value;
  if (first === undefined || last === undefined) return [];
  const width = Math.ceil((last - first + 1) / maxBars);
  const bars = Array.from({ length: Math.floor((last - first) / width) + 1 }, (_, index) => ({
    from: first + index * width,
    to: first + (index + 1) * width - 1,
    share: 0,
  }));
  for (const { value, count: trialsOfValue } of kept) {
    const bar = bars[Math.floor((value - first) / width)];
    if (bar) bar.share += trialsOfValue / trials;
  }
  return bars;
}

/** What to see in the service level: what is expected, what was kept, and how many cards are in danger of missing it. */
export function expectationSentence(answer: ServiceLevelAnswer): string {
  const { percentile, days, basis, attainment, atRisk, late, inProgress, n, tooFew } = answer;
  const few = tooFew ? ` ${sayTooFew(tooFew)}` : "";
  if (days === null) return few.trimStart();
  const expectation = `${percentile} % of the cards in ${sayDays(days, answer)} or less`;
  const kept =
    basis === "proposed"
      ? `Proposed from this range: ${expectation}`
      : `${basis === "agreed" ? "Agreed" : "Asked for"}: ${expectation}; ${attainment === null ? "no card was finished" : `kept for ${sayShare(attainment)} of ${count(n, "card")}`}`;
  if (inProgress === 0) return `${kept}. No card is in progress.${few}`;
  if (tooFew)
    return `${kept}. Of ${count(inProgress, "card")} in progress ${late.length.toLocaleString("en")} ${late.length === 1 ? "is" : "are"} late.${few}`;
  return `${kept}. Of ${count(inProgress, "card")} in progress ${late.length.toLocaleString("en")} ${late.length === 1 ? "is" : "are"} late and ${atRisk.length.toLocaleString("en")} at risk.`;
}

/** How far the same expectation was kept in the period before. */
export function earlierLevelWords(before: ServiceLevelAnswer, sayDay: (date: string) => string): string {
  const { from, to, n, met, days, attainment } = before;
  const period = `The period before, ${sayDay(from)} to ${sayDay(to)}`;
  if (days === null || attainment === null) return `${period}: no card was finished.`;
  return `${period}: ${met.toLocaleString("en")} of ${count(n, "card")} (${sayShare(attainment)}) in ${sayDays(days, before)} or less.`;
}

/** What is left of a card's chance to be in time. */
export function sayChance(chance: number | null): string {
  return chance === null
    ? "no finished card was so old"
    : `${sayShare(chance)} of cards this old were in time`;
}
