import { z } from "zod";
import { day, maxInteger, wholeText } from "../primitives";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame, percentileMap } from "./frame";

/**
 * `percentiles`: for "when" the number of days, for "how-many" the number of cards; null where there is no answer. Day 1
 * is `firstDay`. With `isEnough` false nothing was drawn, there are no numbers, and `tooFew` says why. `drawnBy`: whether a
 * day is drawn from past days of its weekday, from working or other days, or, where the sample does not tell weekdays
 * apart, from all. `tolerance`: how far each answer may be off, in days or cards. `laterTrials`: trials that took longer
 * than `furthestDay` days.
 */
export const forecastMetric = metricContract({
  name: "forecast",
  summary: "When so many cards are done, or how many are done in so many days",
  parameters: {
    mode: z.enum(["when", "how-many"]).default("when").describe("forecast: what is asked"),
    items: wholeText(1, 1_000).default(10).describe("forecast, when: so many cards"),
    days: wholeText(1, 730).default(14).describe("forecast, how-many: in so many days"),
    seed: wholeText(0, maxInteger).default(1).describe("forecast: the same seed gives the same answer"),
  },
  answer: metricFrame.extend({
    mode: z.enum(["when", "how-many"]),
    items: z.number().int(),
    days: z.number().int(),
    seed: z.number().int(),
    isEnough: z.boolean(),
    tooFew: tooFew.nullable(),
    drawnBy: z.enum(["weekday", "working-day", "any-day"]),
    tolerance: percentileMap,
    laterTrials: z.number().int(),
    furthestDay: z.number().int(),
    /** Whole days that were drawn from, and on how many of them anything was finished. */
    sampleDays: z.number().int(),
    daysWithFinish: z.number().int(),
    trials: z.number().int(),
    firstDay: day,
    percentiles: percentileMap,
    /** For "when": the calendar day of each percentile. */
    dates: z.record(z.string(), day.nullable()),
    distribution: z.array(z.object({ value: z.number().int(), count: z.number().int() })),
    /** How many past days the same question was asked for, and the share of them that kept each percentile. */
    tries: z.number().int(),
    hitRate: percentileMap,
  }),
});
export type ForecastAnswer = AnswerOf<typeof forecastMetric>;
