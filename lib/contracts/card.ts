import { z } from "zod";
import { cardPageQuery } from "./cursor";
import {
  classOfService,
  day,
  id,
  instant,
  line,
  listOf,
  maxInteger,
  optionalLine,
  text,
  version,
  whole,
} from "./primitives";

const title = line(500);
const description = text(100_000);
const type = optionalLine(40).nullable();
const people = listOf(id, 50);
const labels = listOf(id, 50);
/** Exit policies of the column that the card leaves, confirmed with the move itself. */
const policyIds = listOf(id, 100);

/** A card as the board shows it. `dueDate`: calendar day. */
export const cardView = z
  .object({
    id,
    number: z.number().int(),
    title: z.string(),
    /** Null while the card is off the board (deleted, or archived outside done). */
    columnId: id.nullable(),
    laneId: id.nullable(),
    /** Order within the column, compared as bytes. */
    position: z.string(),
    version: z.number().int(),
    type: z.string().nullable(),
    classOfService,
    labelIds: z.array(id),
    assigneeIds: z.array(id),
    dueDate: day.nullable(),
    blocked: z.boolean(),
    enteredColumnAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    /** Null where the card was found, by an import, in the middle of its life; its start is not known, then, either. */
    createdAt: instant.nullable(),
  })
  .meta({ id: "Card" });
export type CardView = z.infer<typeof cardView>;

/** One time that a card was held up. `unblockedAt` null: it still is. */
const blockView = z
  .object({
    reason: z.string(),
    category: z.string(),
    blockedAt: instant,
    blockedById: id.nullable(),
    unblockedAt: instant.nullable(),
    unblockedById: id.nullable(),
    /** When it held the card up, oldest first: not while the card was finished or off the board. `to` null: it still does. */
    stretches: z.array(z.object({ from: instant, to: instant.nullable() })),
  })
  .meta({ id: "Block" });
export type BlockView = z.infer<typeof blockView>;

/** A limit that the card went over: `count` cards stood under `max` before it came. `reason`: null where none was asked. */
const limitBreachView = z
  .object({
    limitId: id,
    max: z.number().int(),
    count: z.number().int(),
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    reason: z.string().nullable(),
    at: instant,
  })
  .meta({ id: "CardLimitBreach" });
export type LimitBreachView = z.infer<typeof limitBreachView>;

/**
 * A card with everything on its own page. `limitBreaches`: oldest first. `blocks`: oldest first. `confirmedPolicyIds`: exit policies of its column
 * that have been confirmed since it came in.
 */
export const cardDetail = cardView
  .extend({
    blocks: z.array(blockView),
    limitBreaches: z.array(limitBreachView),
    confirmedPolicyIds: z.array(id),
    boardId: id,
    description: z.string(),
    archivedAt: instant.nullable(),
    updatedAt: instant,
    createdById: id.nullable(),
  })
  .meta({ id: "CardDetail" });
export type CardDetail = z.infer<typeof cardDetail>;

const seenLimit = { limitId: id, maxSeen: whole(0, maxInteger) };

/** A reason to go over limits of mode `reason`, bound to what the person saw. `also`: where several refuse. */
const override = z
  .strictObject({
    reason: line(500),
    ...seenLimit,
    also: listOf(z.strictObject(seenLimit), 50).optional(),
  })
  .meta({ id: "Override" });
export type Override = z.infer<typeof override>;

export const createCardRequest = z
  .strictObject({
    columnId: id,
    title,
    description: description.optional(),
    type: type.optional(),
    laneId: id.nullish(),
    classOfService: classOfService.optional(),
    assigneeIds: people.optional(),
    labelIds: labels.optional(),
    dueDate: day.nullish(),
    override: override.optional(),
  })
  .meta({ id: "CreateCardRequest" });
export type CreateCardRequest = z.infer<typeof createCardRequest>;

export const importCardsRequest = z
  .strictObject({
    items: listOf(createCardRequest.omit({ override: true }), 1_000).min(1, "At least one card."),
    override: override.optional(),
  })
  .meta({ id: "ImportCardsRequest" });
export type ImportCardsRequest = z.infer<typeof importCardsRequest>;
export const importCardsAnswer = z
  .object({ items: z.array(cardView), boardVersion: z.number().int() })
  .meta({ id: "ImportCardsAnswer" });

/** Only the members present change. `version` is the one the edit is based on. */
export const updateCardRequest = z
  .strictObject({
    version,
    title: title.optional(),
    description: description.optional(),
    type: type.optional(),
    laneId: id.nullable().optional(),
    classOfService: classOfService.optional(),
    assigneeIds: people.optional(),
    labelIds: labels.optional(),
    dueDate: day.nullable().optional(),
    override: override.optional(),
  })
  .meta({ id: "UpdateCardRequest" });
export type UpdateCardRequest = z.infer<typeof updateCardRequest>;

/**
 * Where a card goes. `beforeCardId`: right above that card; `afterCardId`: right below it; neither: to the end.
 * A neighbour that is no longer in the column is ignored.
 */
export const moveCardRequest = z
  .strictObject({
    columnId: id,
    laneId: id.nullable().optional(),
    beforeCardId: id.nullish(),
    afterCardId: id.nullish(),
    expectedVersion: version.optional(),
    override: override.optional(),
    confirmedPolicyIds: policyIds.optional(),
  })
  .meta({ id: "MoveCardRequest" });
export type MoveCardRequest = z.infer<typeof moveCardRequest>;

const transitionView = z
  .object({
    id: z.string(),
    cardId: id,
    fromColumnId: id.nullable(),
    toColumnId: id.nullable(),
    at: instant,
    actorId: id.nullable(),
    override: z.boolean(),
  })
  .meta({ id: "Transition" });
export type TransitionView = z.infer<typeof transitionView>;

/**
 * A transition as a log lists it. `isTransfer`: the card came from another board with it, or went to one. `carried`: what
 * it brought; null where it did not come from another board. A finish that it brought happened there. `isFound`: the first
 * of a card whose log begins in the middle of its life; it had been there before.
 */
export const loggedTransition = transitionView
  .extend({
    isTransfer: z.boolean(),
    isFound: z.boolean(),
    carried: z
      .object({
        createdAt: instant.nullable(),
        startedAt: instant.nullable(),
        finishedAt: instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "LoggedTransition" });
export type LoggedTransition = z.infer<typeof loggedTransition>;

/** `transition` is null when the card stayed in its column. */
export const moveCardAnswer = z
  .object({
    card: cardView,
    transition: transitionView.nullable(),
    boardVersion: z.number().int(),
  })
  .meta({ id: "MoveCardAnswer" });
export type MoveCardAnswer = z.infer<typeof moveCardAnswer>;

export const moveCardsRequest = z
  .strictObject({
    cardIds: listOf(id, 500).min(1, "At least one card."),
    columnId: id,
    laneId: id.nullable().optional(),
    override: override.optional(),
    confirmedPolicyIds: policyIds.optional(),
  })
  .meta({ id: "MoveCardsRequest" });
export type MoveCardsRequest = z.infer<typeof moveCardsRequest>;
export const moveCardsAnswer = z
  .object({
    cards: z.array(cardView),
    transitions: z.array(transitionView),
    boardVersion: z.number().int(),
  })
  .meta({ id: "MoveCardsAnswer" });
export type MoveCardsAnswer = z.infer<typeof moveCardsAnswer>;

export const restoreCardRequest = z
  .strictObject({ columnId: id.optional(), override: override.optional() })
  .meta({ id: "RestoreCardRequest" });

/** `category`: one of the board's `blockCategories`. */
export const blockCardRequest = z
  .strictObject({ reason: line(500), category: line(40) })
  .meta({ id: "BlockCardRequest" });
export type BlockCardRequest = z.infer<typeof blockCardRequest>;

export const waitRequest = z.strictObject({ columnId: id, laneId: id.nullish() }).meta({ id: "WaitRequest" });
export type WaitRequest = z.infer<typeof waitRequest>;

export const confirmPolicyRequest = z
  .strictObject({ policyId: id, confirmed: z.boolean() })
  .meta({ id: "ConfirmPolicyRequest" });

/** Where a card goes on another board: at the end of a column, under the limits there. */
export const transferCardRequest = z
  .strictObject({
    boardId: id,
    columnId: id,
    laneId: id.nullish(),
    override: override.optional(),
  })
  .meta({ id: "TransferCardRequest" });
export type TransferCardRequest = z.infer<typeof transferCardRequest>;
/** The card as it is on the other board: new id and number, same content. */
export const transferCardAnswer = z
  .object({ card: cardView, boardId: id, boardVersion: z.number().int() })
  .meta({ id: "TransferCardAnswer" });
export type TransferCardAnswer = z.infer<typeof transferCardAnswer>;

/** `version`: of the activity to undo; without it the person's own last one that can be. */
export const undoRequest = z
  .strictObject({
    version: version.optional(),
    override: override.optional(),
  })
  .meta({ id: "UndoRequest" });
export type UndoRequest = z.infer<typeof undoRequest>;
export const undoAnswer = z
  .object({
    undone: z.object({ version: z.number().int(), type: z.string() }),
    /** Null when the card is no longer on the board. */
    card: cardView.nullable(),
    boardVersion: z.number().int(),
  })
  .meta({ id: "UndoAnswer" });
export type UndoAnswer = z.infer<typeof undoAnswer>;

export const unblockCardRequest = z
  .strictObject({ override: override.optional() })
  .meta({ id: "UnblockCardRequest" });

/** `q`: words of the title, or a card's number. */
export const listCardsQuery = cardPageQuery.extend({
  archived: z.stringbool().default(false),
  q: optionalLine(200).default(""),
});
export type ListCardsQuery = z.infer<typeof listCardsQuery>;
