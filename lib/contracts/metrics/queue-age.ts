import { z } from "zod";
import { columnKind, id, instant } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame, percentileMap } from "./frame";

export const queueAgeMetric = metricContract({
  name: "queue-age",
  summary: "How long cards have been in their present columns",
  parameters: {},
  answer: metricFrame.extend({
    asOf: instant,
    columns: z.array(
      z.object({
        columnId: id,
        name: z.string(),
        kind: columnKind,
        n: z.number().int(),
        percentiles: percentileMap,
        items: z.array(cardFact.extend({ elapsedMs: z.number(), dwellMs: z.number() })),
      }),
    ),
  }),
});
export type QueueAgeAnswer = AnswerOf<typeof queueAgeMetric>;
