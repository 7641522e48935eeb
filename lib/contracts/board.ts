import { z } from "zod";
import { cardView } from "./card";
import { columnLimit, limitView } from "./limit";
import { columnKind, id, instant, line, listOf, memberRole, position, timeZone } from "./primitives";
import { serviceLevel } from "./service-level";
import { workingDays } from "./working-days";

const key = z
  .string()
  .trim()
  .toUpperCase()
  .max(10, "1 to 10 letters and digits, a letter first.")
  .regex(/^[A-Z][A-Z0-9]{0,9}$/, "1 to 10 letters and digits, a letter first.");

/** A pulled andon: its column takes no new work until it is released. `helperIds`: who joined the swarm. */
const andonView = z
  .object({
    reason: z.string(),
    pulledAt: instant,
    pulledById: id.nullable(),
    helperIds: z.array(id),
  })
  .meta({ id: "Andon" });
export type AndonView = z.infer<typeof andonView>;

/** One line of what "done" means in a column. `required`: a card goes on only once it is confirmed. */
export const exitPolicyView = z
  .object({ id, text: z.string(), required: z.boolean() })
  .meta({ id: "ExitPolicy" });
export type ExitPolicyView = z.infer<typeof exitPolicyView>;

/**
 * `position` counts from 0 at the left; `count` is the cards that are in the column now, archived ones left out.
 * `donePartOf`: the column whose finished cards wait here; the two parts share every limit.
 */
export const columnView = z
  .object({
    id,
    name: z.string(),
    kind: columnKind,
    position: z.number().int(),
    count: z.number().int(),
    archivedAt: instant.nullable(),
    donePartOf: id.nullable(),
    andon: andonView.nullable(),
    policies: z.array(exitPolicyView),
  })
  .meta({ id: "Column" });
export type ColumnView = z.infer<typeof columnView>;

export const laneView = z.object({ id, name: z.string(), position: z.number().int() }).meta({ id: "Lane" });
export type LaneView = z.infer<typeof laneView>;

/** A card on the waiting list of a full column. `ready`: a slot is free for it now. In the order of the list. */
export const waitingView = z
  .object({
    cardId: id,
    columnId: id,
    laneId: id.nullable(),
    since: instant,
    ready: z.boolean(),
  })
  .meta({ id: "Waiting" });
export type WaitingView = z.infer<typeof waitingView>;

export const labelView = z.object({ id, name: z.string(), colour: z.string() }).meta({ id: "Label" });
export type LabelView = z.infer<typeof labelView>;

const boardMemberView = z
  .object({ userId: id, name: z.string(), role: memberRole })
  .meta({ id: "BoardMember" });
export type BoardMemberView = z.infer<typeof boardMemberView>;
/** Somebody who works here no longer: switched off (`disabled`), or not in the team. */
const formerMemberView = boardMemberView
  .omit({ role: true })
  .extend({ disabled: z.boolean() })
  .meta({ id: "FormerMember" });

/** `commitmentColumnId` is the effective one: the chosen column, else the first that is not backlog. */
export const boardFacts = z
  .object({
    id,
    teamId: id,
    name: z.string(),
    key: z.string(),
    timeZone: z.string(),
    version: z.number().int(),
    commitmentColumnId: id.nullable(),
    blockedCardsCount: z.boolean(),
    expediteExempt: z.boolean(),
    /** Whether a card that waits for a column is moved by itself when a slot frees. */
    autoPull: z.boolean(),
    /** What blocks may be about. */
    blockCategories: z.array(z.string()),
    /** What the team agreed to expect of its cards; null for no agreement. */
    serviceLevel: serviceLevel.nullable(),
    /** On which days the team works; null where every day counts. */
    workingDays: workingDays.nullable(),
    role: memberRole,
  })
  .meta({ id: "BoardFacts" });
export type BoardFacts = z.infer<typeof boardFacts>;

/** Everything a board screen needs; archived cards and archived columns are not in it. */
export const boardSnapshot = z
  .object({
    board: boardFacts,
    columns: z.array(columnView),
    lanes: z.array(laneView),
    limits: z.array(limitView),
    labels: z.array(labelView),
    waiting: z.array(waitingView),
    members: z.array(boardMemberView),
    formerMembers: z.array(formerMemberView),
    cards: z.array(cardView),
  })
  .meta({ id: "BoardSnapshot" });
export type BoardSnapshot = z.infer<typeof boardSnapshot>;

/** A board in a list. */
export const boardSummary = z
  .object({
    id,
    teamId: id,
    teamName: z.string(),
    name: z.string(),
    key: z.string(),
    timeZone: z.string(),
    version: z.number().int(),
    role: memberRole,
    serviceLevel: serviceLevel.nullable(),
    workingDays: workingDays.nullable(),
    cardCount: z.number().int(),
    createdAt: instant,
    archivedAt: instant.nullable(),
  })
  .meta({ id: "BoardSummary" });
export type BoardSummary = z.infer<typeof boardSummary>;

/** Which of a person's boards are listed: those in use, or those that were archived. */
export const listBoardsQuery = z.object({ archived: z.stringbool().default(false) });

export const boardTemplates = ["kanban", "scrumban", "delivery", "support"] as const;
export type BoardTemplate = (typeof boardTemplates)[number];

export const createColumnRequest = z
  .strictObject({
    name: line(80),
    kind: columnKind,
    position: position.optional(),
    limit: columnLimit.optional(),
  })
  .meta({ id: "CreateColumnRequest" });
export type CreateColumnRequest = z.infer<typeof createColumnRequest>;

export const updateColumnRequest = z
  .strictObject({
    name: line(80).optional(),
    kind: columnKind.optional(),
    position: position.optional(),
    limit: columnLimit.optional(),
  })
  .meta({ id: "UpdateColumnRequest" });
export type UpdateColumnRequest = z.infer<typeof updateColumnRequest>;

/** What becomes of the cards in a column that is archived: they go to another column, or into the archive. */
export const archiveColumnQuery = z.object({
  moveCardsTo: id.optional(),
  archiveCards: z.stringbool().optional(),
});
export type ArchiveColumnQuery = z.infer<typeof archiveColumnQuery>;

export const createLaneRequest = z
  .strictObject({
    name: line(80),
    position: position.optional(),
  })
  .meta({ id: "CreateLaneRequest" });
export type CreateLaneRequest = z.infer<typeof createLaneRequest>;

export const updateLaneRequest = createLaneRequest.partial().meta({ id: "UpdateLaneRequest" });
export type UpdateLaneRequest = z.infer<typeof updateLaneRequest>;

/** `moveCardsTo`: another lane, or `none` for no lane. */
export const archiveLaneQuery = z.object({ moveCardsTo: z.union([id, z.literal("none")]).optional() });

/** `doneName`: name of the part in which finished cards wait. */
export const splitColumnRequest = z
  .strictObject({ doneName: line(80).optional() })
  .meta({ id: "SplitColumnRequest" });
/** A column and, while it is split, the part in which its finished cards wait. */
export const splitColumnAnswer = z.object({ columns: z.array(columnView) }).meta({ id: "SplitColumnAnswer" });

export const pullAndonRequest = z.strictObject({ reason: line(500) }).meta({ id: "PullAndonRequest" });

/** One pull of an andon. `releasedAt` null: still pulled; `durationMs` then counts until now. */
export const andonRecord = z
  .object({
    id: z.string(),
    columnId: id,
    reason: z.string(),
    pulledAt: instant,
    pulledById: id.nullable(),
    releasedAt: instant.nullable(),
    releasedById: id.nullable(),
    durationMs: z.number().int(),
    helperIds: z.array(id),
  })
  .meta({ id: "AndonRecord" });
export type AndonRecord = z.infer<typeof andonRecord>;

export const createPolicyRequest = z
  .strictObject({ text: line(200), required: z.boolean().default(false) })
  .meta({ id: "CreatePolicyRequest" });
export type CreatePolicyRequest = z.infer<typeof createPolicyRequest>;
export const updatePolicyRequest = z
  .strictObject({
    text: line(200).optional(),
    required: z.boolean().optional(),
    position: position.optional(),
  })
  .meta({ id: "UpdatePolicyRequest" });
export type UpdatePolicyRequest = z.infer<typeof updatePolicyRequest>;

/** Without `columns` the template decides, else the basic Kanban one. Without `teamId`: the person's first team. */
export const createBoardRequest = z
  .strictObject({
    name: line(80),
    teamId: id.optional(),
    timeZone: timeZone.optional(),
    key: key.optional(),
    template: z.enum(boardTemplates).optional(),
    columns: listOf(createColumnRequest.omit({ position: true }), 50)
      .min(1, "At least one column.")
      .optional(),
  })
  .meta({ id: "CreateBoardRequest" });
export type CreateBoardRequest = z.infer<typeof createBoardRequest>;

export const createDemoBoardRequest = z
  .strictObject({ teamId: id.optional() })
  .meta({ id: "CreateDemoBoardRequest" });
export const createdDemoBoard = z.object({ id }).meta({ id: "CreatedDemoBoard" });

export const updateBoardRequest = z
  .strictObject({
    name: line(80).optional(),
    key: key.optional(),
    timeZone: timeZone.optional(),
    commitmentColumnId: id.nullable().optional(),
    blockedCardsCount: z.boolean().optional(),
    expediteExempt: z.boolean().optional(),
    autoPull: z.boolean().optional(),
    blockCategories: listOf(line(40), 30).min(1, "At least one category.").optional(),
    serviceLevel: serviceLevel.nullable().optional(),
    workingDays: workingDays.nullable().optional(),
  })
  .meta({ id: "UpdateBoardRequest" });
export type UpdateBoardRequest = z.infer<typeof updateBoardRequest>;

export const createLabelRequest = z
  .strictObject({ name: line(40), colour: line(20).optional() })
  .meta({ id: "CreateLabelRequest" });
export const updateLabelRequest = createLabelRequest.partial().meta({ id: "UpdateLabelRequest" });
export type UpdateLabelRequest = z.infer<typeof updateLabelRequest>;
/** `cards`: how many carry it, archived ones too. */
export const labelUse = labelView.extend({ cards: z.number().int() }).meta({ id: "LabelUse" });
export type LabelUse = z.infer<typeof labelUse>;
export const mergeLabelRequest = z.strictObject({ into: id }).meta({ id: "MergeLabelRequest" });
/** The label that is left, and how many cards carried the other. */
export const mergeLabelAnswer = z
  .object({ label: labelView, cards: z.number().int() })
  .meta({ id: "MergeLabelAnswer" });
export type MergeLabelAnswer = z.infer<typeof mergeLabelAnswer>;

/** A new board: its facts, and everything its screen needs. */
export const createdBoard = boardSnapshot.extend(boardFacts.shape).meta({ id: "CreatedBoard" });
