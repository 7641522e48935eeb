import { z } from "zod";
import { id, instant } from "../primitives";
import { expectationBasis, serviceLevel } from "../service-level";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { expectationParameters } from "./expectation";
import { cardFact, metricFrame } from "./frame";

const expectedCard = cardFact.extend({
  columnId: id,
  column: z.string(),
  ageDays: z.number().int(),
  /** Share of the finished cards of at least this age that still met the expectation; null where none was so old. */
  chance: z.number().nullable(),
});

/**
 * Where neither a share nor days are asked for, cards are held against the agreed expectation. `days` is null, and nothing
 * is at risk or late, where none are agreed or asked for and too few cards were finished. `tooFew`: then, and where an
 * agreed expectation has too few cards for a risk.
 */
export const serviceLevelMetric = metricContract({
  name: "service-level",
  summary: "How the service level expectation was met, and which cards may miss it",
  parameters: expectationParameters,
  answer: metricFrame.extend({
    asOf: instant,
    percentile: z.number(),
    days: z.number().int().nullable(),
    /** Whether `days` was found in the range rather than agreed or asked for. */
    isProposed: z.boolean(),
    basis: expectationBasis,
    /** What the team agreed on, whatever is asked here. */
    agreed: serviceLevel.nullable(),
    n: z.number().int(),
    tooFew: tooFew.nullable(),
    /** Finished cards that took so many days or less, and their share. */
    met: z.number().int(),
    attainment: z.number().nullable(),
    inProgress: z.number().int(),
    atRisk: z.array(expectedCard),
    late: z.array(expectedCard),
  }),
});
export type ServiceLevelAnswer = AnswerOf<typeof serviceLevelMetric>;
