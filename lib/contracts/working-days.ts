import { z } from "zod";
import { day } from "./primitives";

const isUnique = (list: readonly unknown[]) => new Set(list).size === list.length;

/**
 * The days that count: ISO weekdays (Monday is 1), but for the holidays. An answer has both lists in ascending order.
 */
export const workingDays = z.strictObject({
  weekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1, "Choose at least one weekday.")
    .max(7)
    .refine(isUnique, "No weekday twice."),
  holidays: z.array(day).max(1_000, "At most 1,000 holidays.").refine(isUnique, "No day twice."),
});
export type WorkingDays = z.infer<typeof workingDays>;
