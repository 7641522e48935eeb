import type { Calendar, DayNumber, DayRange } from "../calendar/calendar";
import { type TooFew, tooFewFinished } from "../finished/too-few";
import type { CardMilestones } from "../log/timeline";
import { countEach } from "../stats/histogram";
import { percentile } from "../stats/percentile";
import { type Pools, resampleDraws, resampleSums } from "../stats/resample";
import { anyDay, chooseDraw, type DayDraw, type DrawBasis } from "./day-draw";
import { countThroughput } from "./throughput";

/** With fewer days on which anything was finished, a sample says too little. */
const minDaysWithThroughput = 5;

/** "When" looks no further than ten years; trials that take longer count as later than that. */
export const furthestDay = 3_650;

/** How many days a past forecast is asked for at most; a longer history is asked at even distances. */
const maxTries = 100;

/** Fewer trials per past forecast: many of them together make one rate. */
const trialsPerTry = 1_000;

/** In how many days are so many cards finished, or how many cards in so many days. */
export type ForecastQuestion = { mode: "when"; items: number } | { mode: "how-many"; days: number };

/** Past throughput by whole days, the first of which is `first`. */
export type DailySample = { first: DayNumber; counts: readonly number[] };

export type Forecast = {
  /** Days in the sample. */
  sampleDays: number;
  trials: number;
  /**
   * "When": the smallest day by which this share of the trials was done; the first simulated day is 1, and null is
   * later than ten years. "How many": the most cards that at least this share of the trials finished.
   */
  percentiles: Record<string, number | null>;
  /** How far each answer may be off because the trials are not infinitely many: days or cards, at least 1. */
  tolerance: Record<string, number | null>;
  /** How many trials gave each answer, ascending; trials of more than ten years are left out. */
  distribution: { value: number; count: number }[];
  /** "When": trials that took longer than ten years. */
  laterTrials: number;
  basis: DrawBasis;
};

/** How often past forecasts came true. */
export type ForecastRecord = {
  /** Past days for which the forecast was made again and its outcome is known. */
  tries: number;
  /** By percentile, the share of the tries that kept it; null without a try. A good forecast is near its percentile. */
  hitRate: Record<string, number | null>;
};

/** `calendar` and `firstDay` say which day is drawn from which past days; without them, each from all. */
export type ForecastOptions = {
  seed: number;
  trials?: number;
  days?: { calendar: Calendar; firstDay: DayNumber };
};

/**
 * Throughput of the days of the range that are over at `asOf` (epoch ms) and not before the first transition, zeros
 * included: what forecasts draw from.
 */
export function sampleThroughput(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  asOf: number,
): DailySample {
  const firstAt = cards.reduce((first, card) => Math.min(first, card.cameAt), Number.POSITIVE_INFINITY);
  if (firstAt > asOf) return { first: calendar.dayOf(asOf), counts: [] };
  const from = Math.max(range.from, calendar.dayOf(firstAt));
  const to = Math.min(range.to, calendar.dayOf(asOf) - 1);
  const { days } = countThroughput(calendar, cards, { from, to });
  return { first: from, counts: days.map(({ count }) => count) };
}

/** Why a sample of daily throughput is not enough to forecast from; null where it is. */
export function tooFewToForecast(counts: readonly number[]): TooFew | null {
  const few = tooFewFinished(counts.reduce((sum, count) => sum + count, 0));
  const days = counts.filter((count) => count > 0).length;
  if (few || days >= minDaysWithThroughput) return few;
  return { reason: "not enough finished yet", of: "days", found: days, needed: minDaysWithThroughput };
}

/** The sample by the kinds of its days, and the kind of each day from `firstDay` on. */
function toPools({ first, counts }: DailySample, draw: DayDraw, firstDay: DayNumber): Pools {
  const samples: number[][] = Array.from({ length: draw.kinds }, () => []);
  counts.forEach((count, index) => {
    samples[draw.kindOf(first + index)]?.push(count);
  });
  return { samples, kindOf: (place) => draw.kindOf(firstDay + place) };
}

/** The outcomes of all trials, ascending. "When" gives up after `furthest` days: such a trial is Infinity. */
function simulate(
  pools: Pools,
  question: ForecastQuestion,
  furthest: number,
  trials: number,
  seed: number,
): Float64Array {
  return question.mode === "when"
    ? resampleDraws(pools, question.items, furthest, trials, seed)
    : resampleSums(pools, question.days, trials, seed);
}

/** The answer that `percent` % of the trials keep: day or earlier, or so many cards or more. `outcomes` must ascend. */
function answerAt(outcomes: Float64Array, question: ForecastQuestion, percent: number): number | null {
  if (question.mode === "how-many") return percentile(outcomes.toReversed(), percent);
  const day = percentile(outcomes, percent);
  return day !== null && Number.isFinite(day) ? day : null;
}

/**
 * What the answers at three standard errors of the trials less and more of chance are away, at least 1. Null where one of
 * them is not known.
 */
function toleranceAt(outcomes: Float64Array, question: ForecastQuestion, percent: number): number | null {
  const spread = 3 * Math.sqrt((percent * (100 - percent)) / outcomes.length);
  const answer = answerAt(outcomes, question, percent);
  const [lower, upper] = [percent - spread, percent + spread].map((one) =>
    answerAt(outcomes, question, Math.min(100, Math.max(1e-6, one))),
  );
  if (answer === null || lower == null || upper == null) return null;
  return Math.max(1, Math.abs(answer - lower), Math.abs(upper - answer));
}

/**
 * Monte Carlo forecast from daily throughput: every simulated day is a whole day of the sample, drawn with
 * replacement, so a team's quiet days stay in. The same seed gives the same answer.
 *
 * Null where the sample is not enough: see `tooFewToForecast`.
 */
export function forecast(
  sample: DailySample,
  question: ForecastQuestion,
  percents: readonly number[],
  { seed, trials = 10_000, days }: ForecastOptions,
): Forecast | null {
  const { first, counts } = sample;
  if (tooFewToForecast(counts)) return null;
  const draw = days ? chooseDraw(days.calendar, first, counts.length) : anyDay;
  const pools = toPools(sample, draw, days?.firstDay ?? first + counts.length);
  const outcomes = simulate(pools, question, furthestDay, trials, seed);
  const byPercent = (value: (percent: number) => number | null) =>
    Object.fromEntries(percents.map((percent) => [String(percent), value(percent)]));
  return {
    sampleDays: counts.length,
    trials,
    percentiles: byPercent((percent) => answerAt(outcomes, question, percent)),
    tolerance: byPercent((percent) => toleranceAt(outcomes, question, percent)),
    distribution: countEach(outcomes).filter(({ value }) => Number.isFinite(value)),
    laterTrials: outcomes.filter((value) => !Number.isFinite(value)).length,
    basis: draw.basis,
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
  { counts: sample, first }: DailySample,
  following: readonly number[],
  question: ForecastQuestion,
  percents: readonly number[],
  seed: number,
  calendar: Calendar | null,
): boolean[] | null {
  if (tooFewToForecast(sample)) return null;
  if (question.mode === "how-many" && following.length < question.days) return null;
  const draw = calendar ? chooseDraw(calendar, first, sample.length) : anyDay;
  const pools = toPools({ first, counts: sample }, draw, first + sample.length);
  const outcomes = simulate(pools, question, following.length, trialsPerTry, seed);
  const verdicts: boolean[] = [];
  for (const percent of percents) {
    const answer = answerAt(outcomes, question, percent);
    if (answer === null) return null;
    verdicts.push(isKept(following, question, answer));
  }
  return verdicts;
}

/**
 * The forecast's own record: the same question asked again on past days, each time from the `lengthOfSample` days before
 * that day alone, and held against what followed.
 *
 * A day counts only when the answers of all its percentiles can be judged; else those of quick outcomes alone would.
 * The history is daily throughput as it stands today; days are drawn as `calendar` has them, null: each from all.
 */
export function backTestForecast(
  { first, counts: history }: DailySample,
  lengthOfSample: number,
  question: ForecastQuestion,
  percents: readonly number[],
  seed: number,
  calendar: Calendar | null = null,
): ForecastRecord {
  const kept = percents.map(() => 0);
  const step = Math.max(1, Math.ceil(history.length / maxTries));
  let tries = 0;
  for (let today = history.length - 1; today >= minDaysWithThroughput; today -= step) {
    const from = Math.max(0, today - lengthOfSample);
    const sample = { first: first + from, counts: history.slice(from, today) };
    const verdicts = judge(sample, history.slice(today), question, percents, seed + today, calendar);
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
