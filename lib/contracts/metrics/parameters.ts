import { z } from "zod";
import { day, id, moment, optionalLine } from "../primitives";

/** Percentiles that are given when none are asked for. */
const defaultPercentiles = [50, 70, 85, 95];

const percentiles = z
  .string()
  .max(400, "At most 20 numbers.")
  .transform((text) => text.split(",").map((part) => Number(part.trim())))
  .refine((list) => list.length <= 20 && list.every((one) => one > 0 && one <= 100), {
    message: "Numbers above 0 and up to 100, with commas between them, such as 50,85.",
  });

/**
 * What every metric may be asked. `from`, `to`: days in the board's zone, both counted; without them the last 90 days up
 * to today, or up to the board's last transition where that is longer ago. `asOf`: a day (its end) or an instant; later
 * transitions are left out.
 */
export const commonParameters = {
  from: day.optional(),
  to: day.optional(),
  asOf: moment.optional(),
  percentiles: percentiles.default(defaultPercentiles),
  label: id.optional(),
  lane: id.optional(),
  classOfService: optionalLine(40).optional(),
  type: optionalLine(40).optional(),
  assignee: id.optional(),
  creator: id.optional(),
};
