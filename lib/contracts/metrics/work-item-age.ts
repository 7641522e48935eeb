import { z } from "zod";
import { id, instant } from "../primitives";
import { expectationBasis } from "../service-level";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { expectationParameters } from "./expectation";
import { cardFact, metricFrame, percentileMap } from "./frame";

/**
 * `expectation`: the service level expectation, "that share of the cards in so many days or less", agreed by the team or
 * else as the range suggests; null where too few were finished. `risk`: `late` when older than that, `at-risk` when the
 * age leaves less than that chance. `pace`: per column, the age in days at which the `n` cards finished in the range left
 * it. `tooFew`: why there is no pace, and nothing at risk.
 */
export const workItemAgeMetric = metricContract({
  name: "work-item-age",
  summary: "How old the cards in progress are, and how old finished ones were on their way",
  parameters: expectationParameters,
  answer: metricFrame.extend({
    asOf: instant,
    expectation: z
      .object({ percentile: z.number(), days: z.number().int(), basis: expectationBasis })
      .nullable(),
    items: z.array(
      cardFact.extend({
        columnId: id,
        ageDays: z.number().int(),
        elapsedMs: z.number(),
        risk: z.enum(["late", "at-risk"]).nullable(),
      }),
    ),
    pace: z.array(z.object({ columnId: id, n: z.number().int(), percentiles: percentileMap })),
    tooFew: tooFew.nullable(),
  }),
});
export type WorkItemAgeAnswer = AnswerOf<typeof workItemAgeMetric>;
