import { z } from "zod";
import { limitView } from "../limit";
import { day, id, instant, limitMode } from "../primitives";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame } from "./frame";

const ledgerCounts = z.object({
  /** How often a card newly came under the limit. */
  entries: z.number().int(),
  /** Entries over the limit that a lead let in with a reason. */
  overrides: z.number().int(),
  /** Entries over a soft limit. */
  softBreaches: z.number().int(),
  /** Entries that the limit kept out. */
  refusals: z.number().int(),
});

/** `rate`: overrides by entries, null without entries. `week`: its Monday. `items`: the newest first. */
export const overridesMetric = metricContract({
  name: "overrides",
  summary: "What happened at limits: entries, overrides and refusals",
  parameters: {},
  answer: metricFrame.extend({
    limits: z.array(
      limitView
        .pick({ columnIds: true, laneId: true, userId: true, perPerson: true, classOfService: true })
        .extend({ limitId: id, ...ledgerCounts.shape, rate: z.number().nullable() }),
    ),
    weeks: z.array(z.object({ week: day, limitId: id, ...ledgerCounts.shape })),
    items: z.array(
      cardFact.extend({
        at: instant,
        limitId: id,
        mode: limitMode,
        max: z.number().int(),
        /** Cards under the limit before this one came. */
        count: z.number().int(),
        actorId: id.nullable(),
        actorName: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
});
export type OverridesAnswer = AnswerOf<typeof overridesMetric>;
