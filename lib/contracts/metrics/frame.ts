import { z } from "zod";
import { limitChange } from "../limit";
import { day, id } from "../primitives";
import { workingDays } from "../working-days";

/**
 * What every metric says about itself. `cards`: on how many it stands. `workingDays`: the days that count in cycle times,
 * lead times and ages; null where all do.
 */
export const metricFrame = z.object({
  from: day,
  to: day,
  timeZone: z.string(),
  workingDays: workingDays.nullable(),
  cards: z.number().int(),
  excluded: z.array(z.object({ count: z.number().int(), why: z.string() })),
  limitChanges: z.array(limitChange),
});
export type MetricFrame = z.infer<typeof metricFrame>;

/** A card that an answer names. */
export const cardFact = z.object({ cardId: id, number: z.number().int(), title: z.string() });
export type CardFact = z.infer<typeof cardFact>;

/** A value for each percentile that was asked for, by its number; null for none. */
export const percentileMap = z.record(z.string(), z.number().nullable());
