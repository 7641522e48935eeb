import { z } from "zod";
import { columnKind, id, listOf } from "../primitives";
import { tooFew } from "../too-few";
import { type AnswerOf, metricContract } from "./contract";
import { metricFrame } from "./frame";

const columnLoad = z.object({
  columnId: id,
  name: z.string(),
  kind: columnKind,
  arrivals: z.number().int(),
  departures: z.number().int(),
  /** Cards in it when the range began and after each of its quarters. */
  levels: z.array(z.number().int()),
  growth: z.number().int(),
  totalDwellMs: z.number(),
  dwellMeanMs: z.number().nullable(),
  dwellP85Ms: z.number().nullable(),
  queueAge: z.object({
    n: z.number().int(),
    p85Ms: z.number().nullable(),
    oldestMs: z.number().nullable(),
  }),
  blockedMs: z.number(),
  isGrowing: z.boolean(),
});

const constraintReason = z.discriminatedUnion("code", [
  z.object({
    code: z.literal("dwell"),
    rank: z.number().int(),
    totalDwellMs: z.number(),
    share: z.number(),
  }),
  z.object({ code: z.literal("more-arrivals"), arrivals: z.number().int(), departures: z.number().int() }),
  z.object({ code: z.literal("grew-throughout"), levels: z.array(z.number().int()) }),
  z.object({ code: z.literal("queue-before"), queueColumnId: id }),
]);
export type ConstraintReasonView = z.infer<typeof constraintReason>;

/**
 * `columns`: the longest total dwell first. `probable`: where work waits for capacity, and `heldColumnId` the column in
 * which it waits; null when no card was in any column, or too few were finished. Without "grew-throughout" it is named for
 * its dwell alone.
 */
export const constraintMetric = metricContract({
  name: "constraint",
  summary: "Where work waits for capacity",
  parameters: {
    leaveOut: z
      .string()
      .max(4_000, "At most 100 ids.")
      .transform((text) => text.split(",").map((part) => part.trim()))
      .pipe(listOf(id, 100))
      .optional()
      .describe("constraint: ids of columns that are not looked at, with commas between them"),
  },
  answer: metricFrame.extend({
    columns: z.array(columnLoad),
    probable: z.object({ columnId: id, heldColumnId: id, reasons: z.array(constraintReason) }).nullable(),
    tooFew: tooFew.nullable(),
  }),
});
export type ConstraintAnswer = AnswerOf<typeof constraintMetric>;
