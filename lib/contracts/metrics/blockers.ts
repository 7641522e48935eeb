import { z } from "zod";
import { instant } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame } from "./frame";

/**
 * Blocks of the range by category, the costliest first. `blocks`: up to 500 of the longest. `elapsedMs`: the part within
 * the range.
 */
export const blockersMetric = metricContract({
  name: "blockers",
  summary: "What held cards up, by category",
  parameters: {},
  answer: metricFrame.extend({
    asOf: instant,
    categories: z.array(
      z.object({
        category: z.string(),
        count: z.number().int(),
        open: z.number().int(),
        totalMs: z.number(),
        blocks: z.array(
          cardFact.extend({
            reason: z.string(),
            from: instant,
            to: instant.nullable(),
            elapsedMs: z.number(),
          }),
        ),
      }),
    ),
  }),
});
export type BlockersAnswer = AnswerOf<typeof blockersMetric>;
