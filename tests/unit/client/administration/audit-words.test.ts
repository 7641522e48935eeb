import { expect, test } from "vitest";
import { auditSentence, eventWords } from "@/lib/client/administration/audit-words";
import type { AuditEntry } from "@/lib/contracts/audit";
import { securityEvents, securityFailures } from "@/lib/domain/security-event";

const entry = (over: Partial<AuditEntry>): AuditEntry => ({
  id: "1",
  at: "2026-11-27T10:00:00.000Z",
  event: "signed-in",
  actorId: "018f0000-0000-7000-8000-000000000001",
  actorName: "Olive",
  subjectId: null,
  subjectName: null,
  teamId: null,
  teamName: null,
  address: "192.0.2.4",
  account: null,
  count: 1,
  details: {},
  ...over,
});
const text = (over: Partial<AuditEntry>) =>
  auditSentence(entry(over))
    .map((part) => (typeof part === "string" ? part : part.word))
    .join("");

test("says who did what to whom, from where", () => {
  expect(text({ event: "token-made", details: { name: "CI", scopes: ["read", "write"] } })).toBe(
    "Olive made the access token CI (read, write), from 192.0.2.4",
  );
  expect(
    text({ event: "person-switched-off", subjectName: "Otto", details: { takenOffOpenCards: true } }),
  ).toBe("Olive switched Otto off, and took them off their open cards, from 192.0.2.4");
  expect(
    text({
      event: "role-changed",
      subjectName: "Mia",
      teamName: "Night",
      details: { from: "member", to: "lead" },
    }),
  ).toBe("Olive changed the role of Mia in the team Night from member to lead, from 192.0.2.4");
});

test("the command line, people who are gone, and failures that were counted are named by what is known", () => {
  const gone = { actorId: null, actorName: null, address: null };
  expect(text({ ...gone, event: "password-reset", subjectName: "Mia" })).toBe(
    "The command line gave Mia a new password, and ended what the old one opened",
  );
  expect(text({ event: "member-removed", subjectName: null, teamName: null })).toBe(
    "Olive took somebody who is gone out of a team that is gone, from 192.0.2.4",
  );
  expect(text({ event: "sign-in-failed", actorName: null, account: "ol…@example.org", count: 1_200 })).toBe(
    "Signing in as ol…@example.org failed, from 192.0.2.4, 1,200 times within a minute",
  );
  expect(text({ ...gone, event: "sign-in-failed", count: 7 })).toBe(
    "Signing in by many others failed, 7 times within a minute",
  );
});

test("every event is a sentence and has a name, with nothing known beside it", () => {
  for (const event of securityEvents) {
    const isFailure = (securityFailures as readonly string[]).includes(event);
    const bare = text({ event, actorName: null, address: null, ...(isFailure && { actorId: null }) });
    expect(bare).toMatch(/^(?!.*undefined)(?!.* {2})\S.{8,}/);
    expect(eventWords[event]).toMatch(/^[A-Z]/);
  }
});

test("people's words stand apart from ours, so that each keeps its own direction", () => {
  expect(auditSentence(entry({ event: "name-changed", details: { from: "مها", to: "Maha" } }))).toEqual([
    { word: "مها" },
    " is now called ",
    { word: "Maha" },
    ", from ",
    { word: "192.0.2.4" },
  ]);
});
