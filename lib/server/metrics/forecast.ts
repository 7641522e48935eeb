import "server-only";
import type { MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ForecastAnswer } from "@/lib/contracts/metrics-forecast";
import { lengthOf } from "@/lib/flow/calendar/calendar";
import type { CardMilestones } from "@/lib/flow/log/timeline";
import {
  backTestForecast,
  type ForecastQuestion,
  forecast,
  furthestDay,
  sampleThroughput,
  tooFewToForecast,
} from "@/lib/flow/metrics/forecast";
import type { MetricSource } from "./metric-source";

type Measured = Omit<ForecastAnswer, keyof MetricFrame> & { cards: number };

/**
 * A forecast from the daily throughput of the range, and the record of the same question asked on past days. Day 1 is
 * today, the first day that is not over.
 */
export function measureForecast(
  source: MetricSource,
  marks: readonly CardMilestones[],
  query: MetricQuery,
): Measured {
  const { calendar, range, asOf, percentiles } = source;
  const { mode, items, days, seed } = query;
  const question: ForecastQuestion = mode === "when" ? { mode, items } : { mode, days };
  const sample = sampleThroughput(calendar, marks, range, asOf);
  const firstDay = calendar.dayOf(asOf);
  const made = forecast(sample, question, percentiles, { seed, days: { calendar, firstDay } });
  const history = sampleThroughput(calendar, marks, { from: Number.NEGATIVE_INFINITY, to: range.to }, asOf);
  const record = backTestForecast(history, lengthOf(range), question, percentiles, seed, calendar);
  const unknown = Object.fromEntries(percentiles.map((percent) => [String(percent), null]));
  const answers = made?.percentiles ?? unknown;
  return {
    mode,
    items,
    days,
    seed,
    isEnough: made !== null,
    tooFew: tooFewToForecast(sample.counts),
    drawnBy: made?.basis ?? "any-day",
    sampleDays: sample.counts.length,
    daysWithFinish: sample.counts.filter((count) => count > 0).length,
    trials: made?.trials ?? 0,
    firstDay: calendar.toText(firstDay),
    percentiles: answers,
    dates: Object.fromEntries(
      Object.entries(answers).map(([percent, day]) => [
        percent,
        mode === "when" && day !== null ? calendar.toText(firstDay + day - 1) : null,
      ]),
    ),
    tolerance: made?.tolerance ?? unknown,
    laterTrials: made?.laterTrials ?? 0,
    furthestDay,
    distribution: made?.distribution ?? [],
    ...record,
    cards: sample.counts.reduce((sum, count) => sum + count, 0),
  };
}
