import { z } from "zod";
import { idPageQuery } from "./cursor";
import { id, instant, memberRole, optionalLine } from "./primitives";

/** Somebody with an account, as administrators see them. */
export const personView = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    administrator: z.boolean(),
    /** Since when they are switched off; null while they are on. */
    disabledAt: instant.nullable(),
    createdAt: instant,
    /** When they last signed in or used a token; null for never, as far as is still known. */
    lastSeenAt: instant.nullable(),
    sessions: z.number().int(),
    tokens: z.number().int(),
    teams: z.array(z.object({ id, name: z.string(), role: memberRole })),
  })
  .meta({ id: "Person" });
export type PersonView = z.infer<typeof personView>;

const peopleStates = ["all", "on", "off"] as const;
export const listPeopleQuery = idPageQuery.extend({
  /** Part of a name or an e-mail address. */
  search: optionalLine(100).optional(),
  state: z.enum(peopleStates).default("all"),
});
export type ListPeopleQuery = z.infer<typeof listPeopleQuery>;

/** A board on whose open cards somebody is, or where they have slots of their own. */
const personWork = z
  .object({
    boardId: id,
    boardName: z.string(),
    teamName: z.string(),
    openCards: z.number().int(),
    /** Limits that count this person alone: how many of the slots are taken. */
    slots: z.array(z.object({ limitId: id, max: z.number().int(), count: z.number().int() })),
    /** Who works on the board and has the fewest open cards; `freeSlots` is null where no limit counts them alone. */
    couldTakeOver: z.array(
      z.object({
        userId: id,
        name: z.string(),
        openCards: z.number().int(),
        freeSlots: z.number().int().nullable(),
      }),
    ),
  })
  .meta({ id: "PersonWork" });
export type PersonWork = z.infer<typeof personWork>;

export const personDetail = personView
  .extend({
    work: z.array(personWork),
    /** Teams that nobody else who is on owns. */
    onlyOwnerOf: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: "PersonDetail" });
export type PersonDetail = z.infer<typeof personDetail>;

/** Only the members present change. */
export const updatePersonRequest = z
  .strictObject({
    disabled: z.boolean().optional(),
    administrator: z.boolean().optional(),
    /** With `disabled`: whether they are also taken off the cards on which work is not over. */
    takeOffOpenCards: z.boolean().optional(),
  })
  .meta({ id: "UpdatePersonRequest" });
export type UpdatePersonRequest = z.infer<typeof updatePersonRequest>;
