import { z } from "zod";
import { day, instant } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

export const wipMetric = metricContract({
  name: "wip",
  summary: "Work in progress at the end of each day",
  parameters: {},
  answer: metricFrame.extend({
    days: z.array(
      z.object({ date: day, wip: z.number().int(), byColumn: z.record(z.string(), z.number().int()) }),
    ),
    /** With `asOf`: work in progress at that very instant. */
    at: z.object({ asOf: instant, wip: z.number().int() }).nullable(),
  }),
});
export type WipAnswer = AnswerOf<typeof wipMetric>;
