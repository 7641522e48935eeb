import { z } from "zod";
import { columnKind, day, id, instant } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

const flowDay = z.object({
  date: day,
  counts: z.record(z.string(), z.number().int()),
  arrivals: z.record(z.string(), z.number().int()),
  departures: z.number().int(),
});

/** `before`: how it stood at the end of the day before the range. */
export const cumulativeFlowMetric = metricContract({
  name: "cumulative-flow",
  summary: "Cards in each column at the end of each day",
  parameters: {},
  answer: metricFrame.extend({
    /** `isCommitted`: at or past the commitment point. */
    columns: z.array(z.object({ id, name: z.string(), kind: columnKind, isCommitted: z.boolean() })),
    before: flowDay,
    days: z.array(flowDay),
    /** With `asOf`: cards in each column at that very instant. */
    at: z.object({ asOf: instant, counts: z.record(z.string(), z.number().int()) }).nullable(),
  }),
});
export type CumulativeFlowAnswer = AnswerOf<typeof cumulativeFlowMetric>;
