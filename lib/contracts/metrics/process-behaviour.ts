import { z } from "zod";
import { day } from "../primitives";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame } from "./frame";

const measure = z.enum(["throughput", "weekly-throughput", "cycle-time", "wip"]);

/** Limits are null for fewer than 2 values; `lower` also where the formula falls below 0. `index` points into `points`. */
export const processBehaviourMetric = metricContract({
  name: "process-behaviour",
  summary: "Whether a change is more than the usual coming and going",
  parameters: {
    measure: measure.optional().describe("process-behaviour: of what; throughput by the day if nothing else"),
    baselineFrom: day.optional().describe("process-behaviour: first of the days that give the limits"),
    baselineTo: day
      .optional()
      .describe("process-behaviour: last of them; without both, the days of the range"),
  },
  rules: [
    {
      holds: ({ baselineFrom, baselineTo }) => !baselineFrom === !baselineTo,
      path: "baselineTo",
      message: "The days of the limits need both a first and a last one.",
    },
    {
      holds: ({ baselineFrom, baselineTo }) => !baselineFrom || !baselineTo || baselineFrom <= baselineTo,
      path: "baselineFrom",
      message: "The first day is after the last one.",
    },
  ],
  answer: metricFrame.extend({
    measure,
    /** The days that gave the limits. */
    baseline: z.object({ from: day, to: day, isFixed: z.boolean() }),
    points: z.array(cardFact.partial().extend({ date: day, value: z.number() })),
    mean: z.number().nullable(),
    upper: z.number().nullable(),
    lower: z.number().nullable(),
    sigma: z.number().nullable(),
    /** Why signals say nothing here; null for work in progress, which does not stand on finished cards. */
    tooFew: tooFew.nullable(),
    signals: z.array(
      z.object({
        index: z.number().int(),
        rule: z.enum(["beyond-limits", "two-of-three", "four-of-five", "eight-in-a-row"]),
        side: z.enum(["above", "below"]),
      }),
    ),
  }),
});
export type ProcessBehaviourAnswer = AnswerOf<typeof processBehaviourMetric>;
