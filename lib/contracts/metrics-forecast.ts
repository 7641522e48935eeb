import { z } from "zod";
import { cardFact, metricFrame } from "./metrics";
import { day, id, instant } from "./primitives";
import { expectationBasis, serviceLevel } from "./service-level";
import { tooFew } from "./too-few";

const rates = z.record(z.string(), z.number().nullable());

/**
 * `percentiles`: for "when" the number of days, for "how-many" the number of cards; null where there is no answer. Day 1
 * is `firstDay`. With `isEnough` false nothing was drawn, there are no numbers, and `tooFew` says why. `drawnBy`: whether a
 * day is drawn from past days of its weekday, from working or other days, or, where the sample does not tell weekdays
 * apart, from all. `tolerance`: how far each answer may be off, in days or cards. `laterTrials`: trials that took longer
 * than `furthestDay` days.
 */
export const forecastAnswer = metricFrame.extend({
  mode: z.enum(["when", "how-many"]),
  items: z.number().int(),
  days: z.number().int(),
  seed: z.number().int(),
  isEnough: z.boolean(),
  tooFew: tooFew.nullable(),
  drawnBy: z.enum(["weekday", "working-day", "any-day"]),
  tolerance: rates,
  laterTrials: z.number().int(),
  furthestDay: z.number().int(),
  /** Whole days that were drawn from, and on how many of them anything was finished. */
  sampleDays: z.number().int(),
  daysWithFinish: z.number().int(),
  trials: z.number().int(),
  firstDay: day,
  percentiles: rates,
  /** For "when": the calendar day of each percentile. */
  dates: z.record(z.string(), day.nullable()),
  distribution: z.array(z.object({ value: z.number().int(), count: z.number().int() })),
  /** How many past days the same question was asked for, and the share of them that kept each percentile. */
  tries: z.number().int(),
  hitRate: rates,
});
export type ForecastAnswer = z.infer<typeof forecastAnswer>;

const expectedCard = cardFact.extend({
  columnId: id,
  column: z.string(),
  ageDays: z.number().int(),
  /** Share of the finished cards of at least this age that still met the expectation; null where none was so old. */
  chance: z.number().nullable(),
});
export type ExpectedCardView = z.infer<typeof expectedCard>;

/**
 * Where neither a share nor days are asked for, cards are held against the agreed level. `days` is null, and nothing is
 * at risk or late, where none are agreed or asked for and too few cards were finished. `tooFew`: then, and where an agreed
 * level has too few cards for a risk.
 */
export const serviceLevelAnswer = metricFrame.extend({
  asOf: instant,
  percentile: z.number(),
  days: z.number().int().nullable(),
  /** Whether `days` was found in the range rather than agreed or asked for. */
  isProposed: z.boolean(),
  basis: expectationBasis,
  /** What the team agreed on, whatever is asked here. */
  agreed: serviceLevel.nullable(),
  n: z.number().int(),
  tooFew: tooFew.nullable(),
  /** Finished cards that took so many days or less, and their share. */
  met: z.number().int(),
  attainment: z.number().nullable(),
  inProgress: z.number().int(),
  atRisk: z.array(expectedCard),
  late: z.array(expectedCard),
});
export type ServiceLevelAnswer = z.infer<typeof serviceLevelAnswer>;
