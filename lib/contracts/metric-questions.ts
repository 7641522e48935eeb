import { z } from "zod";
import { day, id, listOf, maxInteger, wholeText } from "./primitives";

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

/** Parameters of single metrics, beside those that all of them understand. */
export const metricParameters = {
  mode: z.enum(["when", "how-many"]).default("when").describe("forecast: what is asked"),
  items: wholeText(1, 1_000).default(10).describe("forecast, when: so many cards"),
  days: wholeText(1, 730).default(14).describe("forecast, how-many: in so many days"),
  seed: wholeText(0, maxInteger).default(1).describe("forecast: the same seed gives the same answer"),
  measure: z
    .enum(["throughput", "weekly-throughput", "cycle-time", "wip"])
    .optional()
    .describe("process-behaviour: of what; throughput by the day if nothing else"),
  baselineFrom: day.optional().describe("process-behaviour: first of the days that give the limits"),
  baselineTo: day.optional().describe("process-behaviour: last of them; without both, the days of the range"),
  percentile: z.coerce
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe(
      "service-level, work-item-age: share of the cards, in per cent; without it that of the agreed level, else 85",
    ),
  within: wholeText(1, 3_650)
    .optional()
    .describe(
      "service-level, work-item-age: days that are expected; without it those that the range suggests, or the agreed ones where no percentile is asked for either",
    ),
  leaveOut: z
    .string()
    .max(4_000, "At most 100 ids.")
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(listOf(id, 100))
    .optional()
    .describe("constraint: ids of columns that are not looked at, with commas between them"),
};
