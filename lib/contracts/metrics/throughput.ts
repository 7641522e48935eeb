import { z } from "zod";
import { day } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

export const throughputMetric = metricContract({
  name: "throughput",
  summary: "How many cards were finished on each day",
  parameters: {},
  answer: metricFrame.extend({
    days: z.array(z.object({ date: day, count: z.number().int() })),
    total: z.number().int(),
  }),
});
export type ThroughputAnswer = AnswerOf<typeof throughputMetric>;
