import { z } from "zod";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

export const flowEfficiencyMetric = metricContract({
  name: "flow-efficiency",
  summary: "Which part of cycle time was active work",
  parameters: {},
  answer: metricFrame.extend({
    configured: z.boolean(),
    aggregate: z.number().nullable(),
    meanOfCards: z.number().nullable(),
    activeMs: z.number(),
    waitMs: z.number(),
    blockedMs: z.number(),
  }),
});
export type FlowEfficiencyAnswer = AnswerOf<typeof flowEfficiencyMetric>;
