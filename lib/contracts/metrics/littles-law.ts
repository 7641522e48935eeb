import { z } from "zod";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

const conditionNames = [
  "arrivals equal departures",
  "WIP is the same at both ends",
  "total age is the same at both ends",
] as const;

/** `begin` and `end`: arrivals and departures, cards, and ms of age. The range ends now where it does not end before. */
export const littlesLawMetric = metricContract({
  name: "littles-law",
  summary: "Whether work in progress, throughput and cycle time agree",
  parameters: {},
  answer: metricFrame.extend({
    averageWip: z.number(),
    throughputPerDay: z.number(),
    meanCycleDays: z.number().nullable(),
    ratio: z.number().nullable(),
    /** Whether the ratio is near 1 and every condition holds. */
    isStable: z.boolean(),
    /** Why that says nothing of the board. */
    tooFew: tooFew.nullable(),
    conditions: z.array(
      z.object({ name: z.enum(conditionNames), holds: z.boolean(), begin: z.number(), end: z.number() }),
    ),
  }),
});
export type LittlesLawAnswer = AnswerOf<typeof littlesLawMetric>;
