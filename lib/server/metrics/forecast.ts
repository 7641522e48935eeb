import "server-only";
import { forecastMetric } from "@/lib/contracts/metrics/forecast";
import { lengthOf } from "@/lib/flow/calendar/calendar";
import {
  backTestForecast,
  type ForecastQuestion,
  forecast as forecastFrom,
  furthestDay,
  sampleThroughput,
  tooFewToForecast,
} from "@/lib/flow/metrics/forecast";
import { readClosedMilestones } from "../store/figures/flow-paths";
import { defineMetric } from "./define-metric";
import { frameOf, notFinished } from "./frame";
import { plainLookback } from "./lookback";

/**
 * A forecast from the daily throughput of the range, and the record of the same question asked on past days. Day 1 is
 * today, the first day that is not over.
 */
export const forecast = defineMetric(forecastMetric, {
  lookback: plainLookback,
  measure: async (source, { mode, items, days, seed }) => {
    const { boardId, filter, since, timelines, calendar, range, asOf, percentiles } = source;
    const all = [...(await readClosedMilestones(boardId, filter, since)), ...timelines];
    const question: ForecastQuestion = mode === "when" ? { mode, items } : { mode, days };
    const sample = sampleThroughput(calendar, all, range, asOf);
    const firstDay = calendar.dayOf(asOf);
    const made = forecastFrom(sample, question, percentiles, { seed, days: { calendar, firstDay } });
    const history = sampleThroughput(calendar, all, { from: Number.NEGATIVE_INFINITY, to: range.to }, asOf);
    const record = backTestForecast(history, lengthOf(range), question, percentiles, seed, calendar);
    const unknown = Object.fromEntries(percentiles.map((percent) => [String(percent), null]));
    const answers = made?.percentiles ?? unknown;
    const dateOf = (day: number | null) =>
      mode === "when" && day !== null ? calendar.toText(firstDay + day - 1) : null;
    const cards = sample.counts.reduce((sum, count) => sum + count, 0);
    return {
      ...frameOf(source, cards, notFinished(source)),
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
      dates: Object.fromEntries(Object.entries(answers).map(([percent, day]) => [percent, dateOf(day)])),
      tolerance: made?.tolerance ?? unknown,
      laterTrials: made?.laterTrials ?? 0,
      furthestDay,
      distribution: made?.distribution ?? [],
      ...record,
    };
  },
});
