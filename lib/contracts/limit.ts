import { z } from "zod";
import {
  classOfService,
  id,
  instant,
  limitMode,
  listOf,
  moment,
  optionalLine,
  whole,
  wholeText,
} from "./primitives";
import { tooFew } from "./too-few";

const max = whole(0, 100_000);
const why = optionalLine(500);

/** A WIP limit and how full it is. `people` is given for limits per person; `count` is then the fullest person's. */
export const limitView = z
  .object({
    id,
    max: z.number().int(),
    mode: limitMode,
    columnIds: z.array(id),
    laneId: id.nullable(),
    userId: id.nullable(),
    perPerson: z.boolean(),
    classOfService: classOfService.nullable(),
    count: z.number().int(),
    people: z.array(z.object({ userId: id, count: z.number().int() })).optional(),
  })
  .meta({ id: "Limit" });
export type LimitView = z.infer<typeof limitView>;

export const createLimitRequest = z
  .strictObject({
    max,
    mode: limitMode.default("hard"),
    columnIds: listOf(id, 200).default([]),
    laneId: id.nullish(),
    userId: id.nullish(),
    perPerson: z.boolean().default(false),
    classOfService: classOfService.nullish(),
    why: why.optional(),
  })
  .refine((limit) => !(limit.perPerson && limit.userId), {
    path: ["perPerson"],
    message: "A limit is for one person or for each person, not both.",
  })
  .refine(
    (limit) =>
      limit.columnIds.length > 0 || limit.laneId || limit.userId || limit.perPerson || limit.classOfService,
    {
      path: ["columnIds"],
      message: "Say what the limit covers: columns, a lane, a person, each person or a class of service.",
    },
  )
  .meta({ id: "CreateLimitRequest" });
export type CreateLimitRequest = z.infer<typeof createLimitRequest>;

export const updateLimitRequest = z
  .strictObject({
    max: max.optional(),
    mode: limitMode.optional(),
    columnIds: listOf(id, 200).optional(),
    why: why.optional(),
  })
  .meta({ id: "UpdateLimitRequest" });
export type UpdateLimitRequest = z.infer<typeof updateLimitRequest>;

export const removeLimitQuery = z.object({ why: why.optional() });

/** Limit of one column, as given with the column; null removes it. */
export const columnLimit = z
  .strictObject({ max, mode: limitMode.optional(), why: why.optional() })
  .nullable()
  .meta({ id: "ColumnLimit" });

/** One change of a limit. `fromMax` null: created; `toMax` null: removed. */
export const limitChange = z
  .object({
    limitId: id,
    at: instant,
    actorId: id.nullable(),
    fromMax: z.number().int().nullable(),
    toMax: z.number().int().nullable(),
    fromMode: limitMode.nullable(),
    toMode: limitMode.nullable(),
    columnIds: z.array(id),
    laneId: id.nullable(),
    userId: id.nullable(),
    perPerson: z.boolean(),
    classOfService: classOfService.nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: "LimitChange" });
export type LimitChange = z.infer<typeof limitChange>;

/** `asOf`: the limits as they were at an instant or at the end of a day of the board's zone, with their counts then. */
export const listLimitsQuery = z.object({ asOf: moment.optional() });

/**
 * `weeks`: how far back, in weeks. `targetDays`: the cycle time, in days, that the suggestion by Little's law aims at;
 * without it the median cycle time of those weeks.
 */
export const limitUseQuery = z.object({
  weeks: wholeText(1, 104).default(8),
  targetDays: z.coerce.number().positive().max(1000).optional(),
});
export type LimitUseQuery = z.infer<typeof limitUseQuery>;

/** A starting value for a limit, and the figures that it follows from. Null where the history is too short. */
const limitSuggestion = z
  .object({
    /** The smallest number of cards that covered 85 % of the time. */
    byTime: z.object({ max: z.number().int(), shareOfTime: z.number() }).nullable(),
    /** Little's law: cards per day × days. `share`: part of the cycle time that cards spend under this limit. */
    byFlow: z
      .object({
        max: z.number().int(),
        cardsPerDay: z.number(),
        share: z.number(),
        targetDays: z.number(),
      })
      .nullable(),
  })
  .meta({ id: "LimitSuggestion" });
export type LimitSuggestion = z.infer<typeof limitSuggestion>;

/** How one limit was used in a window. Shares are of the time in which the limit stood, 0 to 1. */
const limitUse = z
  .object({
    limitId: id,
    /** Part of the window in which the limit stood, ms. */
    inForceMs: z.number().int(),
    shareFull: z.number(),
    shareOver: z.number(),
    /** Cards that newly came under the limit. */
    entries: z.number().int(),
    refusals: z.number().int(),
    overrides: z.number().int(),
    /** Soft limits: entries over the limit that were let in and recorded. */
    softBreaches: z.number().int(),
    suggestion: limitSuggestion,
  })
  .meta({ id: "LimitUse" });
export type LimitUse = z.infer<typeof limitUse>;

export const limitUseAnswer = z
  .object({
    from: instant,
    to: instant,
    targetDays: z.number().nullable(),
    /** Why nothing is suggested. */
    tooFew: tooFew.nullable(),
    items: z.array(limitUse),
  })
  .meta({ id: "LimitUseAnswer" });
export type LimitUseAnswer = z.infer<typeof limitUseAnswer>;
