import { z } from "zod";
import { classOfService, id, instant, limitMode } from "./primitives";

const max = z.number().int().min(0, "A limit is 0 or more.").max(100_000);
const why = z.string().trim().max(500);

/** A WIP limit and how full it is. `people` is given for limits per person; `count` is then the fullest person's. */
export const limitView = z.object({
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
});
export type LimitView = z.infer<typeof limitView>;

export const createLimitRequest = z
  .strictObject({
    max,
    mode: limitMode.default("hard"),
    columnIds: z.array(id).max(200).default([]),
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
  );
export type CreateLimitRequest = z.infer<typeof createLimitRequest>;

export const updateLimitRequest = z.strictObject({
  max: max.optional(),
  mode: limitMode.optional(),
  columnIds: z.array(id).max(200).optional(),
  why: why.optional(),
});
export type UpdateLimitRequest = z.infer<typeof updateLimitRequest>;

export const removeLimitQuery = z.object({ why: why.optional() });

/** Limit of one column, as given with the column; null removes it. */
export const columnLimit = z
  .strictObject({ max, mode: limitMode.optional(), why: why.optional() })
  .nullable();

/** One change of a limit. `fromMax` null: created; `toMax` null: removed. */
export const limitChange = z.object({
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
});
export type LimitChange = z.infer<typeof limitChange>;
