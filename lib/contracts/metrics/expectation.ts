import { z } from "zod";
import { wholeText } from "../primitives";

/** What cards are held against: how a reader asks for another expectation than the agreed or the proposed one. */
export const expectationParameters = {
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
};
