import { z } from "zod";
import { limitChange, limitView } from "./limit";
import { finishedCardParameters, metricParameters } from "./metric-questions";
import { columnKind, day, id, instant, limitMode, moment, optionalLine } from "./primitives";
import { expectationBasis } from "./service-level";
import { tooFew } from "./too-few";
import { workingDays } from "./working-days";

export const metricNames = [
  "cumulative-flow",
  "cycle-time",
  "lead-time",
  "throughput",
  "wip",
  "work-item-age",
  "queue-age",
  "time-in-column",
  "flow-efficiency",
  "littles-law",
  "forecast",
  "process-behaviour",
  "service-level",
  "constraint",
  "blockers",
  "data-quality",
  "overrides",
] as const;
export type MetricName = (typeof metricNames)[number];

/** Percentiles that are given when none are asked for. */
export const defaultPercentiles = [50, 70, 85, 95];

const percentilesQuery = z
  .string()
  .max(400, "At most 20 numbers.")
  .transform((text) => text.split(",").map((part) => Number(part.trim())))
  .refine((list) => list.length <= 20 && list.every((one) => one > 0 && one <= 100), {
    message: "Numbers above 0 and up to 100, with commas between them, such as 50,85.",
  });

/**
 * `from`, `to`: days in the board's zone, both counted; without them the last 90 days up to today, or up to the board's
 * last transition where that is longer ago. `asOf`: a day (its end) or an instant; later transitions are left out.
 */
export const metricQuery = z
  .object({
    from: day.optional(),
    to: day.optional(),
    asOf: moment.optional(),
    percentiles: percentilesQuery.default(defaultPercentiles),
    label: id.optional(),
    lane: id.optional(),
    classOfService: optionalLine(40).optional(),
    type: optionalLine(40).optional(),
    assignee: id.optional(),
    creator: id.optional(),
    ...metricParameters,
    ...finishedCardParameters,
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ["from"],
    message: "The first day is after the last one.",
  })
  .refine(({ baselineFrom, baselineTo }) => !baselineFrom === !baselineTo, {
    path: ["baselineTo"],
    message: "The days of the limits need both a first and a last one.",
  })
  .refine(({ baselineFrom, baselineTo }) => !baselineFrom || !baselineTo || baselineFrom <= baselineTo, {
    path: ["baselineFrom"],
    message: "The first day is after the last one.",
  });
export type MetricQuery = z.infer<typeof metricQuery>;

const percentileMap = z.record(z.string(), z.number().nullable());

/**
 * What every metric says about itself. `cards`: on how many it stands. `workingDays`: the days that count in cycle times,
 * lead times and ages; null where all do.
 */
export const metricFrame = z.object({
  from: day,
  to: day,
  timeZone: z.string(),
  workingDays: workingDays.nullable(),
  cards: z.number().int(),
  excluded: z.array(z.object({ count: z.number().int(), why: z.string() })),
  limitChanges: z.array(limitChange),
});
export type MetricFrame = z.infer<typeof metricFrame>;

export const cardFact = z.object({ cardId: id, number: z.number().int(), title: z.string() });
export type CardFact = z.infer<typeof cardFact>;

const flowDay = z.object({
  date: day,
  counts: z.record(z.string(), z.number().int()),
  arrivals: z.record(z.string(), z.number().int()),
  departures: z.number().int(),
});

/** `before`: how it stood at the end of the day before the range. */
export const cumulativeFlowAnswer = metricFrame.extend({
  /** `isCommitted`: at or past the commitment point. */
  columns: z.array(z.object({ id, name: z.string(), kind: columnKind, isCommitted: z.boolean() })),
  before: flowDay,
  days: z.array(flowDay),
  /** With `asOf`: cards in each column at that very instant. */
  at: z.object({ asOf: instant, counts: z.record(z.string(), z.number().int()) }).nullable(),
});
export type CumulativeFlowAnswer = z.infer<typeof cumulativeFlowAnswer>;

export const durationItem = cardFact.extend({
  createdAt: instant,
  startedAt: instant,
  finishedAt: instant,
  elapsedMs: z.number(),
  days: z.number().int(),
});
export type DurationItem = z.infer<typeof durationItem>;

/** `items` is everything up to 5,000 finished cards; above, 2,500 of them: the 500 slowest and an even
 * sample of the others, and `isSample` says so. Figures stay exact. Where cards were asked for by `daysFrom`, `skip` and
 * the like, `items` is up to 500 of exactly those in order of finish, and `matching` says how many there are; else null. */
export const durationAnswer = metricFrame.extend({
  n: z.number().int(),
  percentiles: percentileMap,
  meanElapsedMs: z.number().nullable(),
  elapsedPercentilesMs: percentileMap,
  items: z.array(durationItem),
  isSample: z.boolean(),
  matching: z.number().int().nullable(),
  histogram: z.array(z.object({ days: z.number().int(), count: z.number().int() })),
  /** For every day, the median of the `n` cards finished on it and the 29 days before; null for none. */
  medians: z.array(z.object({ date: day, days: z.number().int().nullable(), n: z.number().int() })),
});
export type DurationAnswer = z.infer<typeof durationAnswer>;

export const throughputAnswer = metricFrame.extend({
  days: z.array(z.object({ date: day, count: z.number().int() })),
  total: z.number().int(),
});
export type ThroughputAnswer = z.infer<typeof throughputAnswer>;

export const wipAnswer = metricFrame.extend({
  days: z.array(
    z.object({ date: day, wip: z.number().int(), byColumn: z.record(z.string(), z.number().int()) }),
  ),
  /** With `asOf`: work in progress at that very instant. */
  at: z.object({ asOf: instant, wip: z.number().int() }).nullable(),
});
export type WipAnswer = z.infer<typeof wipAnswer>;

/**
 * `expectation`: the service level, "that share of the cards in so many days or less", agreed by the team or else as the
 * range suggests; null where too few were finished. `risk`: `late` when older than that, `at-risk` when the age leaves less than that chance. `pace`: per column, the age in days at
 * which the `n` cards finished in the range left it. `tooFew`: why there is no pace, and nothing at risk.
 */
export const workItemAgeAnswer = metricFrame.extend({
  asOf: instant,
  expectation: z
    .object({ percentile: z.number(), days: z.number().int(), basis: expectationBasis })
    .nullable(),
  items: z.array(
    cardFact.extend({
      columnId: id,
      ageDays: z.number().int(),
      elapsedMs: z.number(),
      risk: z.enum(["late", "at-risk"]).nullable(),
    }),
  ),
  pace: z.array(z.object({ columnId: id, n: z.number().int(), percentiles: percentileMap })),
  tooFew: tooFew.nullable(),
});
export type WorkItemAgeAnswer = z.infer<typeof workItemAgeAnswer>;

export const queueAgeAnswer = metricFrame.extend({
  asOf: instant,
  columns: z.array(
    z.object({
      columnId: id,
      name: z.string(),
      kind: columnKind,
      n: z.number().int(),
      percentiles: percentileMap,
      items: z.array(cardFact.extend({ elapsedMs: z.number(), dwellMs: z.number() })),
    }),
  ),
});
export type QueueAgeAnswer = z.infer<typeof queueAgeAnswer>;

/** Visits that began in the range. `longest`: the twenty longest of them, longest first; none in done columns. */
export const timeInColumnAnswer = metricFrame.extend({
  columns: z.array(
    z.object({
      columnId: id,
      name: z.string(),
      visits: z.number().int(),
      totalMs: z.number(),
      meanMs: z.number().nullable(),
      percentiles: percentileMap,
      longest: z.array(cardFact.extend({ enteredAt: instant, elapsedMs: z.number() })),
    }),
  ),
});
export type TimeInColumnAnswer = z.infer<typeof timeInColumnAnswer>;

export const flowEfficiencyAnswer = metricFrame.extend({
  configured: z.boolean(),
  aggregate: z.number().nullable(),
  meanOfCards: z.number().nullable(),
  activeMs: z.number(),
  waitMs: z.number(),
  blockedMs: z.number(),
});
export type FlowEfficiencyAnswer = z.infer<typeof flowEfficiencyAnswer>;

const lawConditionNames = [
  "arrivals equal departures",
  "WIP is the same at both ends",
  "total age is the same at both ends",
] as const;

/** `begin` and `end`: arrivals and departures, cards, and ms of age. The window ends now where its range does not end before. */
export const littlesLawAnswer = metricFrame.extend({
  averageWip: z.number(),
  throughputPerDay: z.number(),
  meanCycleDays: z.number().nullable(),
  ratio: z.number().nullable(),
  /** Whether the ratio is near 1 and every condition holds. */
  isStable: z.boolean(),
  /** Why that says nothing of the board. */
  tooFew: tooFew.nullable(),
  conditions: z.array(
    z.object({ name: z.enum(lawConditionNames), holds: z.boolean(), begin: z.number(), end: z.number() }),
  ),
});
export type LittlesLawAnswer = z.infer<typeof littlesLawAnswer>;

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
export const overridesAnswer = metricFrame.extend({
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
});
export type OverridesAnswer = z.infer<typeof overridesAnswer>;
