import { z } from "zod";
import { boardFacts, columnView, labelView, laneView, waitingView } from "./board";
import { cardView } from "./card";
import { limitView } from "./limit";
import { id, instant, maxInteger, wholeText } from "./primitives";
import { maxBoardsPerStream } from "./stream";

/** What can happen on a board. Stored rows are never rewritten: a new shape of detail needs a new type. */
const activityTypes = [
  "board.created",
  "board.updated",
  "board.imported",
  /** What a wrong clock had dated in the future was dated back: `{instants, newest}`. Every card may have changed. */
  "board.clock-mended",
  "column.created",
  "column.updated",
  "column.archived",
  "column.split",
  "column.merged",
  "lane.created",
  "lane.updated",
  "lane.archived",
  "policy.changed",
  "andon.pulled",
  "andon.joined",
  "andon.left",
  "andon.released",
  "waiting.added",
  "waiting.ready",
  "waiting.removed",
  "limit.created",
  "limit.updated",
  "limit.removed",
  "label.created",
  /** `{labelId, name, before: {name, colour}}`. */
  "label.updated",
  /** `{labelId, name, into, intoName, cards}`. */
  "label.merged",
  "label.removed",
  "card.created",
  "card.arrived",
  "card.moved",
  "card.reordered",
  "card.updated",
  "card.blocked",
  "card.unblocked",
  "card.archived",
  "card.restored",
  "card.deleted",
  "card.transferred",
  "card.confirmed",
  /** Its person left the team: `{userId, name}`. */
  "card.unassigned",
] as const;
export type ActivityType = (typeof activityTypes)[number];

/** One entry of the feed; `version` is the board's version after it. */
export const activityView = z
  .object({
    version: z.number().int(),
    type: z.enum(activityTypes),
    at: instant,
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    cardId: id.nullable(),
    cardNumber: z.number().int().nullable(),
    cardTitle: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Activity" });
export type ActivityView = z.infer<typeof activityView>;

/**
 * One live event, data of a server-sent event whose `id` is `version`.
 *
 * Carries the changed thing as it is now, which may be newer than the event: apply it when it is newer than what
 * is shown. `card` is null when the card is no longer on the board. Structural changes (columns, limits, labels,
 * the board) carry the board's whole structure.
 */
const boardEvent = z
  .object({
    version: z.number().int(),
    type: z.enum(activityTypes),
    at: instant,
    actorId: id.nullable(),
    cardId: id.nullable(),
    detail: z.record(z.string(), z.unknown()),
    card: cardView.nullable().optional(),
    structure: z
      .object({
        board: boardFacts.omit({ role: true }),
        columns: z.array(columnView),
        lanes: z.array(laneView),
        limits: z.array(limitView),
        labels: z.array(labelView),
        waiting: z.array(waitingView),
      })
      .optional(),
  })
  .meta({ id: "BoardEvent" });
export type BoardEvent = z.infer<typeof boardEvent>;

/** What an event says in a stream: also which board it is about. */
export const liveEvent = boardEvent.extend({ boardId: id }).meta({ id: "LiveEvent" });
export type LiveEvent = z.infer<typeof liveEvent>;

/** Data of `event: reset`: too much happened since the reader's version, read the board again. */
export const boardReset = z.object({ boardId: id, version: z.number().int() }).meta({ id: "BoardReset" });

/** Data of `event: gone`: the board cannot be read by this person, or no longer, or never existed. */
export const boardGone = z.object({ boardId: id }).meta({ id: "BoardGone" });

/** `since`: the version that the reader has; a Last-Event-ID goes before it. */
export const eventsQuery = z.object({ since: wholeText(0, maxInteger).optional() });

/** A version from the Last-Event-ID header; undefined when it is missing or not one of ours. */
export const lastEventId = wholeText(0, maxInteger).optional().catch(undefined);

/** One version for each board of the stream, in the same order, with nothing between commas for "from now on". */
const versionList = z
  .string()
  .max(1_000)
  .regex(/^\d{0,15}(,\d{0,15})*$/, "Versions with commas between them, one for each board.")
  .transform((text) => text.split(",").map((part) => (part === "" ? null : Number(part))));

/** The same from the Last-Event-ID header; undefined when it is missing or not one of ours. */
export const lastEventIds = versionList.optional().catch(undefined);

/** `since`: the versions that the reader has; a Last-Event-ID goes before it. */
export const manyEventsQuery = z
  .object({
    boards: z
      .string()
      .max(maxBoardsPerStream * 40)
      .transform((text) => text.split(","))
      .pipe(z.array(id).max(maxBoardsPerStream, `At most ${maxBoardsPerStream} boards in one stream.`))
      .refine((ids) => new Set(ids).size === ids.length, "Each board once."),
    since: versionList.optional(),
  })
  .refine(({ boards, since }) => !since || since.length === boards.length, {
    path: ["since"],
    message: "One version for each board, in the same order.",
  });
