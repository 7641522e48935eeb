import { z } from "zod";
import { day, listOf, whole } from "./primitives";

const isUnique = (list: readonly unknown[]) => new Set(list).size === list.length;

/**
 * The days that count: ISO weekdays (Monday is 1), but for the holidays. An answer has both lists in ascending order.
 */
export const workingDays = z
  .strictObject({
    weekdays: listOf(whole(1, 7), 7)
      .min(1, "Choose at least one weekday.")
      .refine(isUnique, "No weekday twice."),
    holidays: listOf(day, 1_000).refine(isUnique, "No day twice."),
  })
  .meta({ id: "WorkingDays" });
export type WorkingDays = z.infer<typeof workingDays>;
