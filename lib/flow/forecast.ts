import type { Calendar, DayRange } from "./calendar";
import { countEach } from "./stats/histogram";
import { percentile } from "./stats/percentile";
import { resampleDraws, resampleSums } from "./stats/resample";
import { countThroughput } from "./throughput";
import type { CardMarks } from "./timeline";

/** With fewer days on which anything was finished, a sample says too little. */
const leastDaysWithThroughput = 5;

/** "When" looks no further than ten years; what is later is no forecast. */
const furthestDay = 3_650;

/** How many days a past forecast is asked for at most; a longer history is asked at even distances. */
const mostTries = 100;

/** Fewer trials per past forecast: many of them together make one rate. */
const trialsPerTry = 1_000;

/** In how many days are so many cards finished, or how many cards in so many days. */
export type ForecastQuestion = { mode: "when"; items: number } | { mode: "how-many"; days: number };

export type Forecast = {
  /** Days in the sample. */
  sampleDays: number;
  trials: number;
  /**
   * "When": the smallest day by which this share of the trials was done; the first simulated day is 1, and null is
   * later than ten years. "How many": the most cards that at least this share of the trials finished.
   */
  percentiles: Record<string, number | null>;
  /** How many trials gave each answer, ascending; trials of more than ten years are left out. */
  distribution: { value: number; count: number }[];
};

/** How often past forecasts came true. */
export type ForecastRecord = {
  /** Past days for which the forecast was made again and its outcome is known. */
  tries: number;
  /** By percentile, the share of the tries that kept it; null without a try. A good forecast is near its percentile. */
  hitRate: Record<string, number | null>;
};

export type ForecastOptions = { seed: number; trials?: number };

/**
 * Throughput of the days of the range that are over at `asOf` (epoch ms) and not before the first transition, zeros
 * included: what forecasts draw from.
 */
export function sampleThroughput(
  calendar: Calendar,
  cards: readonly CardMarks[],
  range: DayRange,
  asOf: number,
): number[] {
  const firstAt = cards.reduce((first, card) => Math.min(first, card.cameAt), Number.POSITIVE_INFINITY);
  if (firstAt > asOf) return [];
  const from = Math.max(range.from, calendar.dayOf(firstAt));
  const to = Math.min(range.to, calendar.dayOf(asOf) - 1);
  return countThroughput(calendar, cards, { from, to }).days.map(({ count }) => count);
}

/** Whether a sample of daily throughput is enough to forecast from. */
export function isEnoughToForecast(sample: readonly number[]): boolean {
  return sample.filter((count) => count > 0).length >= leastDaysWithThroughput;
}

/** The outcomes of all trials, ascending. "When" gives up after `furthest` days: such a trial is Infinity. */
function simulate(
  sample: readonly number[],
  question: ForecastQuestion,
  furthest: number,
  trials: number,
  seed: number,
): Float64Array {
  return question.mode === "when"
    ? resampleDraws(sample, question.items, furthest, trials, seed)
    : resampleSums(sample, question.days, trials, seed);
}

/** The answer that `percent` % of the trials keep: day or earlier, or so many cards or more. `outcomes` must ascend. */
function answerAt(outcomes: Float64Array, question: ForecastQuestion, percent: number): number | null {
  if (question.mode === "how-many") return percentile(outcomes.toReversed(), percent);
  const day = percentile(outcomes, percent);
  return day !== null && Number.isFinite(day) ? day : null;
}

/**
 * Monte Carlo forecast from daily throughput: every simulated day is a whole day of the sample, drawn with
 * replacement, so a team's quiet days stay in. The same seed gives the same answer.
 *
 * Null where the sample is not enough: fewer than 5 days on which anything was finished.
 */
export function forecast(
  sample: readonly number[],
  question: ForecastQuestion,
  percents: readonly number[],
  { seed, trials = 10_000 }: ForecastOptions,
): Forecast | null {
  if (!isEnoughToForecast(sample)) return null;
  const outcomes = simulate(sample, question, furthestDay, trials, seed);
  return {
    sampleDays: sample.length,
    trials,
    percentiles: Object.fromEntries(
      percents.map((percent) => [String(percent), answerAt(outcomes, question, percent)]),
    ),
    distribution: countEach(outcomes).filter(({ value }) => Number.isFinite(value)),
  };
}

/** Whether the days that followed kept an answer: so many cards or more within the days asked for or answered. */
function isKept(following: readonly number[], question: ForecastQuestion, answer: number): boolean {
  const [days, items] = question.mode === "when" ? [answer, question.items] : [question.days, answer];
  let finished = 0;
  for (let day = 0; day < days; day++) finished += following[day] ?? 0;
  return finished >= items;
}

/** One past forecast against what followed, by percentile; null where it could not be made or cannot be judged yet. */
function judge(
  sample: readonly number[],
  following: readonly number[],
  question: ForecastQuestion,
  percents: readonly number[],
  seed: number,
): boolean[] | null {
  if (!isEnoughToForecast(sample)) return null;
  if (question.mode === "how-many" && following.length < question.days) return null;
  const outcomes = simulate(sample, question, following.length, trialsPerTry, seed);
  const verdicts: boolean[] = [];
  for (const percent of percents) {
    const answer = answerAt(outcomes, question, percent);
    if (answer === null) return null;
    verdicts.push(isKept(following, question, answer));
  }
  return verdicts;
}

/**
 * The forecast's own record: the same question asked again on past days, each time from the `windowDays` days before
 * that day alone, and held against what followed.
 *
 * A day counts only when the answers of all its percentiles can be judged; else those of quick outcomes alone would.
 * `history`: daily throughput, oldest first, as it stands today.
 */
export function backTestForecast(
  history: readonly number[],
  windowDays: number,
  question: ForecastQuestion,
  percents: readonly number[],
  seed: number,
): ForecastRecord {
  const kept = percents.map(() => 0);
  const step = Math.max(1, Math.ceil(history.length / mostTries));
  let tries = 0;
  for (let today = history.length - 1; today >= leastDaysWithThroughput; today -= step) {
    const sample = history.slice(Math.max(0, today - windowDays), today);
    const verdicts = judge(sample, history.slice(today), question, percents, seed + today);
    if (!verdicts) continue;
    tries++;
    verdicts.forEach((isHit, index) => {
      if (isHit) kept[index] = (kept[index] ?? 0) + 1;
    });
  }
  const rateOf = (index: number) => (tries === 0 ? null : (kept[index] ?? 0) / tries);
  return {
    tries,
    hitRate: Object.fromEntries(percents.map((percent, index) => [String(percent), rateOf(index)])),
  };
}
