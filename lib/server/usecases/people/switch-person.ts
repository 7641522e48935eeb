import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { lockBoard } from "../../store/board/boards";
import {
  listAdministrators,
  listBoardsOf,
  listTeamsOwnedAlone,
  lockAdministrators,
  lockTeamsOwnedBy,
  setDisabled,
} from "../../store/people/people";
import { insertMembership, setRole, takeOffOpenCards } from "../../store/people/teams";

/**
 * Switches a person off: nothing that they hold opens a door any more, in whatever process, and nobody gives them work.
 * They keep role, name and history. Teams that nobody else owns go to the administrator who does it, or to the one who
 * has been there longest, so that no team is without an owner who can act. With `takeOffOpenCards` they are also taken
 * off the cards on which work is not over. Nothing happens to somebody who is off already.
 *
 * `actorId` is null for the command line. Throws `last-administrator`, `last-owner` where no administrator could get a
 * team, and `forbidden` for oneself.
 */
export function switchOff(
  actorId: string | null,
  personId: string,
  { takeOffOpenCards: mustTakeOff = false } = {},
): Promise<void> {
  return inTransaction(async () => {
    if (actorId === personId) {
      throw new DomainError("forbidden", {}, "You cannot switch yourself off. Another administrator can.");
    }
    await lockAdministrators();
    const administrators = await listAdministrators();
    const others = administrators.filter((id) => id !== personId);
    if (administrators.length > 0 && others.length === 0) throw new DomainError("last-administrator");
    await lockTeamsOwnedBy(personId);
    const inherited = await listTeamsOwnedAlone(personId);
    if (!(await setDisabled(personId, true))) return;
    for (const team of inherited) await giveTeam(team, actorId ?? others[0], actorId);
    if (mustTakeOff) {
      for (const boardId of await listBoardsOf(personId)) {
        await lockBoard(boardId);
        await takeOffOpenCards(boardId, personId, actorId);
      }
    }
    await recordSecurityEvent({
      event: "person-switched-off",
      actorId: actorId ?? undefined,
      subjectId: personId,
      details: { takenOffOpenCards: mustTakeOff, inheritedTeams: inherited.map(({ name }) => name) },
    });
  });
}

/** Switches a person on again. They sign in with their password; sessions, tokens and links stay ended. */
export function switchOn(actorId: string | null, personId: string): Promise<void> {
  return inTransaction(async () => {
    if (!(await setDisabled(personId, false))) return;
    await recordSecurityEvent({
      event: "person-switched-on",
      actorId: actorId ?? undefined,
      subjectId: personId,
    });
  });
}

async function giveTeam(
  { id: teamId, name }: { id: string; name: string },
  heirId: string | undefined,
  actorId: string | null,
): Promise<void> {
  if (!heirId) {
    const words = `Nobody else owns the team "${name}". Make somebody an administrator first, who then gets it.`;
    throw new DomainError("last-owner", {}, words);
  }
  const isNew = await insertMembership({ teamId, userId: heirId, role: "owner" });
  if (!isNew) await setRole(teamId, heirId, "owner");
  await recordSecurityEvent({
    event: isNew ? "member-added" : "role-changed",
    actorId: actorId ?? undefined,
    subjectId: heirId,
    teamId,
    details: { role: "owner", because: "the only owner was switched off" },
  });
}
