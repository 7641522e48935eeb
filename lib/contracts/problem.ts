import { z } from "zod";
import { errorCodes } from "@/lib/domain/errors";
import { limitView } from "./limit";
import { id, instant } from "./primitives";

/** A card that takes a slot of a full limit. */
const limitHolder = z
  .object({
    cardId: id,
    number: z.number().int(),
    title: z.string(),
    enteredColumnAt: instant,
  })
  .meta({ id: "LimitHolder" });
export type LimitHolder = z.infer<typeof limitHolder>;

/** One limit that had no room. `userId` names the person for person limits. */
const limitBreach = limitView.extend({ holders: z.array(limitHolder) }).meta({ id: "LimitBreach" });
export type LimitBreach = z.infer<typeof limitBreach>;

/** RFC 9457 problem+json. Members beyond the standard ones depend on `code`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    /** `invalid`: what is wrong where. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** `card-transferred`: where the card is now, if this person may read that board. */
    movedTo: z.object({ boardId: id, cardId: id }).optional(),
    /** `wip-limit-exceeded`: the first limit that refused. */
    limit: limitView.optional(),
    /** `wip-limit-exceeded`: every limit that refused, with the cards that hold its slots. */
    limits: z.array(limitBreach).optional(),
    /** `wip-limit-exceeded`: the cards that hold the slots of `limit`, longest there first. */
    holders: z.array(limitHolder).optional(),
    /** `wip-limit-exceeded`: whether this person may go on by giving a reason. */
    overridable: z.boolean().optional(),
    /** `wip-limit-exceeded` on a bulk move: the first card that did not fit. */
    cardId: id.optional(),
    /** `wip-limit-exceeded` on an import of cards: the first item that did not fit, counted from 0. */
    index: z.number().int().optional(),
    /** `column-locked`: the column whose andon is pulled, and why. */
    columnId: id.optional(),
    reason: z.string().optional(),
    /** `exit-policy-unmet`: what is required and not confirmed. */
    policies: z.array(z.object({ id, text: z.string() })).optional(),
    /** `version-conflict`: the card's present version. */
    version: z.number().int().optional(),
    /** `invalid`, of a CSV that could be read as such: the names in its header, of which others may be meant. */
    headers: z.array(z.string()).optional(),
    /** `already-exists`: the label that has the name. */
    labelId: id.optional(),
    /** `column-not-empty`, `lane-not-empty`: the cards in it. */
    count: z.number().int().optional(),
    /** `board-ahead`: the board whose log is in the future, and how far. */
    boardId: id.optional(),
    newestAt: instant.optional(),
    /** `rate-limited`, `unavailable`: when another try makes sense, as in the header. */
    retryAfterSeconds: z.number().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
