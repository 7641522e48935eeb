import type { AuditEntry } from "@/lib/contracts/audit";
import type { SecurityEvent } from "@/lib/domain/security-event";
import { plural } from "../format/plural";

/** Part of a sentence: ours, or words that people chose. */
export type Part = string | { word: string };

type Sentence = Part[];
type Say = (entry: AuditEntry) => Sentence;

/** A template whose values are people's words, or parts of ours. */
function say(ours: TemplateStringsArray, ...values: (Part | Sentence)[]): Sentence {
  return ours.flatMap((text, index) => {
    const value = values[index];
    return [...(text ? [text] : []), ...(value === undefined ? [] : Array.isArray(value) ? value : [value])];
  });
}

const word = (text: string): Part => ({ word: text });

const who = ({ actorName, address }: AuditEntry): Part =>
  actorName !== null ? word(actorName) : address !== null ? "Somebody" : "The command line";
const whom = ({ subjectName }: AuditEntry): Part =>
  subjectName !== null ? word(subjectName) : "somebody who is gone";
const team = ({ teamName }: AuditEntry): Sentence =>
  teamName !== null ? ["the team ", word(teamName)] : ["a team that is gone"];

function fact(entry: AuditEntry, name: string): string {
  const value = entry.details[name];
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
}

const called = (entry: AuditEntry, name: string): Part =>
  word(fact(entry, name) || "of a name that is not kept");

const ofBoard = (entry: AuditEntry): Sentence => {
  const name = fact(entry, "board") || fact(entry, "name");
  return name ? ["the board ", word(name)] : ["a board"];
};
const asRole = (entry: AuditEntry): string => {
  const role = fact(entry, "role") || fact(entry, "to");
  return role ? ` as ${role}` : "";
};
const because = (entry: AuditEntry): string => {
  const reason = fact(entry, "because");
  return reason ? `, since ${reason}` : "";
};
const named = ({ account, address }: AuditEntry): Sentence =>
  account !== null ? [" as ", word(account)] : address === null ? [" by many others"] : [];

const sentences: Record<SecurityEvent, Say> = {
  "signed-in": (e) => say`${who(e)} signed in`,
  "signed-out": (e) => say`${who(e)} signed out`,
  "session-ended": (e) => say`${who(e)} signed out another browser of theirs`,
  "password-changed": (e) => {
    const ended = Number(e.details.endedTokens ?? 0);
    return say`${who(e)} changed their password${ended > 0 ? ` and ended ${plural(ended, "access token")}` : ""}`;
  },
  "password-reset": (e) => say`${who(e)} gave ${whom(e)} a new password, and ended what the old one opened`,
  "token-made": (e) => {
    const holder: Sentence = e.subjectName === null ? [] : [" for ", whom(e)];
    return say`${who(e)} made the access token ${called(e, "name")}${mayDo(e)}${holder}`;
  },
  "token-revoked": (e) => say`${who(e)} revoked the access token ${called(e, "name")}`,
  "name-changed": (e) => say`${called(e, "from")} is now called ${called(e, "to")}`,
  "owner-link-made": (e) => say`${who(e)} made the link to create the first owner`,
  "owner-link-used": (e) => say`${who(e)} became the first owner, by the link of the console`,
  "person-made": (e) =>
    e.subjectName === null || e.subjectId === e.actorId
      ? say`${who(e)} made their account`
      : say`${who(e)} made an account for ${whom(e)}${e.details.owner === true ? ", as owner and administrator" : ""}`,
  "person-switched-off": (e) => {
    const taken = e.details.takenOffOpenCards === true ? ", and took them off their open cards" : "";
    return say`${who(e)} switched ${whom(e)} off${taken}`;
  },
  "person-switched-on": (e) => say`${who(e)} switched ${whom(e)} on again`,
  "administrator-made": (e) => say`${who(e)} made ${whom(e)} an administrator`,
  "administrator-ended": (e) => say`${who(e)} ended that ${whom(e)} is an administrator`,
  "team-made": (e) => say`${who(e)} made ${team(e)}`,
  "team-renamed": (e) => say`${who(e)} renamed ${team(e)}`,
  "member-added": (e) => say`${who(e)} put ${whom(e)} into ${team(e)}${asRole(e)}${because(e)}`,
  "member-removed": (e) => say`${who(e)} took ${whom(e)} out of ${team(e)}`,
  "member-left": (e) => say`${who(e)} left ${team(e)}`,
  "role-changed": (e) => say`${who(e)} changed the role of ${whom(e)} in ${team(e)}${toRole(e)}${because(e)}`,
  "invitation-made": (e) => say`${who(e)} invited ${invited(e)} to ${team(e)}${asRole(e)}`,
  "invitation-revoked": (e) => say`${who(e)} took an invitation to ${team(e)} back`,
  "invitation-used": (e) => say`${who(e)} came into ${team(e)} by an invitation${asRole(e)}`,
  "board-imported": (e) => say`${who(e)} imported ${ofBoard(e)}`,
  "board-archived": (e) => say`${who(e)} archived ${ofBoard(e)}`,
  "board-brought-back": (e) => say`${who(e)} brought ${ofBoard(e)} back`,
  "clock-mended": (e) =>
    say`What a wrong clock had dated in the future was dated back on ${word(fact(e, "boards"))}`,
  "sign-in-failed": (e) => say`Signing in${named(e)} failed`,
  "sign-in-slowed": (e) => say`Signing in${named(e)} was slowed down`,
  "password-refused": (e) => say`A wrong present password was given${named(e)}, to change it`,
  "token-refused": (e) => say`An access token that is not valid was sent${named(e)}`,
  "link-refused": (e) => say`A link that is not valid was opened${named(e)}`,
};

function mayDo(entry: AuditEntry): string {
  const scopes = fact(entry, "scopes");
  return scopes ? ` (${scopes})` : "";
}

function toRole(entry: AuditEntry): string {
  const [from, to] = [fact(entry, "from"), fact(entry, "to") || fact(entry, "role")];
  return `${from ? ` from ${from}` : ""}${to ? ` to ${to}` : ""}`;
}

function invited(entry: AuditEntry): Part {
  const email = fact(entry, "email");
  return email ? word(email) : "somebody";
}

/** What happened, as a sentence: 'Olive made the access token CI (read), from 192.0.2.4'. */
export function auditSentence(entry: AuditEntry): Sentence {
  const times = entry.count > 1 ? `, ${entry.count.toLocaleString("en")} times within a minute` : "";
  const from: Sentence = entry.address === null ? [] : [", from ", word(entry.address)];
  return [...sentences[entry.event](entry), ...from, ...(times ? [times] : [])];
}

/** Names of the events, to choose by. */
export const eventWords: Record<SecurityEvent, string> = {
  "signed-in": "Signed in",
  "signed-out": "Signed out",
  "session-ended": "Signed out another browser",
  "sign-in-failed": "Sign-in failed",
  "sign-in-slowed": "Sign-in slowed down",
  "password-changed": "Password changed",
  "password-reset": "Password reset",
  "password-refused": "Present password wrong",
  "token-made": "Access token made",
  "token-revoked": "Access token revoked",
  "token-refused": "Access token refused",
  "name-changed": "Name changed",
  "owner-link-made": "Owner's link made",
  "owner-link-used": "Owner's link used",
  "person-made": "Account made",
  "person-switched-off": "Person switched off",
  "person-switched-on": "Person switched on",
  "administrator-made": "Administrator made",
  "administrator-ended": "Administrator ended",
  "team-made": "Team made",
  "team-renamed": "Team renamed",
  "member-added": "Member added",
  "member-removed": "Member taken out",
  "member-left": "Member left",
  "role-changed": "Role changed",
  "invitation-made": "Invitation made",
  "invitation-revoked": "Invitation taken back",
  "invitation-used": "Invitation used",
  "link-refused": "Link refused",
  "board-imported": "Board imported",
  "board-archived": "Board archived",
  "board-brought-back": "Board brought back",
  "clock-mended": "Dates mended",
};
