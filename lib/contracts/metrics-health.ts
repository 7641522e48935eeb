import { z } from "zod";
import { cardFact, metricFrame } from "./metrics";
import { columnKind, day, id, instant } from "./primitives";
import { tooFew } from "./too-few";

/** Limits are null for fewer than 2 values; `lower` also where the formula falls below 0. `index` points into `points`. */
export const processBehaviourAnswer = metricFrame.extend({
  measure: z.enum(["throughput", "weekly-throughput", "cycle-time", "wip"]),
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
});
export type ProcessBehaviourAnswer = z.infer<typeof processBehaviourAnswer>;

const columnLoad = z.object({
  columnId: id,
  name: z.string(),
  kind: columnKind,
  arrivals: z.number().int(),
  departures: z.number().int(),
  /** Cards in it when the window began and after each of its quarters. */
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
 * which it waits; null when no card was in any column, or too few were finished. Without "grew-throughout" it is named for its dwell alone.
 */
export const constraintAnswer = metricFrame.extend({
  columns: z.array(columnLoad),
  probable: z.object({ columnId: id, heldColumnId: id, reasons: z.array(constraintReason) }).nullable(),
  tooFew: tooFew.nullable(),
});
export type ConstraintAnswer = z.infer<typeof constraintAnswer>;

/**
 * Blocks of the range by category, the costliest first. `blocks`: up to 500 of the longest. `elapsedMs`: the part within
 * the range.
 */
export const blockersAnswer = metricFrame.extend({
  asOf: instant,
  categories: z.array(
    z.object({
      category: z.string(),
      count: z.number().int(),
      open: z.number().int(),
      totalMs: z.number(),
      blocks: z.array(
        cardFact.extend({
          reason: z.string(),
          from: instant,
          to: instant.nullable(),
          elapsedMs: z.number(),
        }),
      ),
    }),
  ),
});
export type BlockersAnswer = z.infer<typeof blockersAnswer>;

/** `count`: how often. `cards`: to how many cards. `items`: those cards, up to 1,000 of the newest. */
const qualityFinding = z.object({
  count: z.number().int(),
  cards: z.number().int(),
  items: z.array(cardFact),
});
export type QualityFindingView = z.infer<typeof qualityFinding>;

export const dataQualityAnswer = metricFrame.extend({
  backwardMoves: qualityFinding,
  skippedColumns: qualityFinding,
  reopened: qualityFinding,
  neverStarted: qualityFinding,
});
export type DataQualityAnswer = z.infer<typeof dataQualityAnswer>;
