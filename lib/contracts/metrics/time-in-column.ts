import { z } from "zod";
import { id, instant } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame, percentileMap } from "./frame";

/** Visits that began in the range. `longest`: the twenty longest of them, longest first; none in done columns. */
export const timeInColumnMetric = metricContract({
  name: "time-in-column",
  summary: "How long visits to each column lasted",
  parameters: {},
  answer: metricFrame.extend({
    columns: z.array(
      z.object({
        columnId: id,
        name: z.string(),
        visits: z.number().int(),
        totalMs: z.number(),
        meanMs: z.number().nullable(),
        percentiles: percentileMap,
        longest: z.array(cardFact.extend({ enteredAt: instant, elapsedMs: z.number() })),
      }),
    ),
  }),
});
export type TimeInColumnAnswer = AnswerOf<typeof timeInColumnMetric>;
