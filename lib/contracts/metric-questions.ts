import { z } from "zod";
import { day, id } from "./primitives";

const whole = (most: number) => z.coerce.number().int().min(1).max(most);

/** Parameters of single metrics, beside those that all of them understand. */
export const metricQuestions = {
  /** Forecast: when `items` cards are finished, or how many are in `days` days. The same `seed` gives the same answer. */
  mode: z.enum(["when", "how-many"]).default("when"),
  items: whole(1_000).default(10),
  days: whole(730).default(14),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
  /** Process behaviour: of what ("throughput" if nothing else), and the days that give the limits, else the range's. */
  measure: z.enum(["throughput", "weekly-throughput", "cycle-time", "wip"]).optional(),
  baselineFrom: day.optional(),
  baselineTo: day.optional(),
  /** Service level: so many per cent of the cards within so many days; without `within`, the days they took. */
  percentile: z.coerce.number().gt(0).max(100).default(85),
  within: whole(3_650).optional(),
  /** Constraint: columns that are not looked at, with commas between them. */
  leaveOut: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(id).max(100))
    .optional(),
};
