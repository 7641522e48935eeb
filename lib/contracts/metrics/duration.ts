import { z } from "zod";
import { day, instant, wholeText } from "../primitives";
import { cardFact, metricFrame, percentileMap } from "./frame";

/**
 * Which of the finished cards a duration names, and from where on; with any of them it names exactly those, a page at a
 * time. The figures beside them stay those of the whole range.
 */
export const finishedCardParameters = {
  daysFrom: wholeText(1, 100_000)
    .optional()
    .describe("cycle-time, lead-time: name cards that took so many days or more"),
  daysTo: wholeText(1, 100_000)
    .optional()
    .describe("cycle-time, lead-time: name cards that took so many days or less"),
  dayCountFrom: wholeText(1, 1_000_000)
    .optional()
    .describe("cycle-time, lead-time: name cards of days on which so many cards or more were finished"),
  dayCountTo: wholeText(1, 1_000_000)
    .optional()
    .describe("cycle-time, lead-time: name cards of days on which so many cards or fewer were finished"),
  skip: wholeText(0, 10_000_000)
    .optional()
    .describe("cycle-time, lead-time: name the cards after so many of them"),
};

const durationItem = cardFact.extend({
  createdAt: instant,
  startedAt: instant,
  finishedAt: instant,
  elapsedMs: z.number(),
  days: z.number().int(),
});
export type DurationItem = z.infer<typeof durationItem>;

/** `items` is everything up to 5,000 finished cards; above, 2,500 of them: the 500 slowest and an even
 * sample of the others, and `isSample` says so. Figures stay exact. Where cards were asked for by `daysFrom`, `skip` and
 * the like, `items` is up to 500 of exactly those in order of finish, and `matching` says how many there are; else null. */
export const durationAnswer = metricFrame.extend({
  n: z.number().int(),
  percentiles: percentileMap,
  meanElapsedMs: z.number().nullable(),
  elapsedPercentilesMs: percentileMap,
  items: z.array(durationItem),
  isSample: z.boolean(),
  matching: z.number().int().nullable(),
  histogram: z.array(z.object({ days: z.number().int(), count: z.number().int() })),
  /** For every day, the median of the `n` cards finished on it and the 29 days before; null for none. */
  medians: z.array(z.object({ date: day, days: z.number().int().nullable(), n: z.number().int() })),
});
export type DurationAnswer = z.infer<typeof durationAnswer>;
