import "../../support/database";
import { beforeAll, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { changeAdministrator } from "@/lib/server/usecases/people/change-administrator";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { switchOff, switchOn } from "@/lib/server/usecases/people/switch-person";
import { signIn } from "@/lib/server/usecases/sessions/sign-in";
import { listMembers } from "@/lib/server/usecases/teams/list-members";
import { type Actor, buildActor } from "../../support/actors";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { expectSoundDatabase } from "../../support/verified";

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

let administrator: Actor;
beforeAll(async () => {
  administrator = await buildAdministrator();
});

async function buildAdministrator(): Promise<Actor> {
  const actor = await buildActor(undefined, "member", ["admin"]);
  await sql("UPDATE user_account SET is_administrator = true WHERE id = $1", [actor.userId]);
  return actor;
}

const patch = (actor: Actor, person: { userId: string }, body: object) =>
  callRoute("patch /people/{id}", actor, { params: { id: person.userId }, body });
const off = (person: { userId: string }, body: object = {}) =>
  patch(administrator, person, { disabled: true, ...body });

const memberOf = async (board: TestBoard, userId: string) =>
  (await listMembers(board.viewer.userId, board.teamId)).find((member) => member.userId === userId);

test("off: nobody can give them work, through whatever door, and everybody sees why; on again: as before", async () => {
  const board = await buildBoard();
  const other = await buildBoard();
  const { member } = board;
  await sql("INSERT INTO membership (team_id, user_id, role) VALUES ($1, $2, 'member'), ($1, $3, 'lead')", [
    other.teamId,
    member.userId,
    board.lead.userId,
  ]);
  const [held, free] = [
    await buildCard(board, board.lead, board.column("Doing"), { assigneeIds: [member.userId] }),
    await buildCard(board, board.lead, board.column("Doing")),
  ];
  expect((await off(member)).body).toMatchObject({
    disabledAt: expect.any(String),
    sessions: 0,
    tokens: 0,
    work: [{ boardId: board.id, openCards: 1 }],
  });
  expect((await call("get /me", member, null)).status).toBe(401);

  const [words] = [`Person ${member.userId.slice(-4)} is switched off. Choose somebody else.`];
  const assigneeIds = [member.userId];
  for (const answer of [
    await call("post /boards/{id}/cards", board.lead, board.id, {
      columnId: board.column("Ready"),
      title: "New",
      assigneeIds,
    }),
    await call("patch /cards/{id}", board.lead, free.id, { version: free.version, assigneeIds }),
    await callRoute("post /boards/{id}/cards/import", board.lead, {
      params: { id: board.id },
      body: { cards: [{ columnId: board.column("Ready"), title: "Row", assigneeIds }] },
    }),
  ]) {
    expect(answer.status).toBe(400);
  }
  expect(
    (await call("patch /cards/{id}", board.lead, free.id, { version: free.version, assigneeIds })).body
      .errors,
  ).toEqual([{ path: "assigneeIds", message: words }]);
  await expect(
    sql("INSERT INTO card_assignee (board_id, card_id, user_id) VALUES ($1, $2, $3)", [
      board.id,
      free.id,
      member.userId,
    ]),
  ).rejects.toThrow();
  expect(
    (await call("post /boards/{id}/limits", board.lead, board.id, { max: 1, userId: member.userId })).status,
  ).toBe(400);
  const moved = await must("post /cards/{id}/transfer", board.lead, held.id, {
    boardId: other.id,
    columnId: other.column("Ready"),
  });
  expect(moved.card.assigneeIds).toEqual([]);

  const shown = await getBoard(board.lead.userId, board.id);
  expect(shown.members.map(({ userId }) => userId)).not.toContain(member.userId);
  expect(shown.formerMembers).toEqual([{ userId: member.userId, name: expect.any(String), disabled: true }]);
  expect(await memberOf(board, member.userId)).toMatchObject({ disabled: true });

  expect((await patch(administrator, member, { disabled: false })).body).toMatchObject({ disabledAt: null });
  expect((await getBoard(board.lead.userId, board.id)).members.map(({ userId }) => userId)).toContain(
    member.userId,
  );
  expect((await call("get /me", member, null)).status).toBe(401);
  expect(
    (await call("patch /cards/{id}", board.lead, free.id, { version: free.version, assigneeIds })).status,
  ).toBe(200);
  await expectSoundDatabase();
});

test("who is off stays on their cards and is named there, unless they are to be taken off", async () => {
  const board = await buildBoard();
  const people = [await buildActor(board.teamId), await buildActor(board.teamId)];
  const card = await buildCard(board, board.lead, board.column("Doing"), {
    assigneeIds: people.map(({ userId }) => userId),
  });
  await off({ userId: people[0]?.userId ?? "" });
  await off({ userId: people[1]?.userId ?? "" }, { takeOffOpenCards: true });
  const shown = await getBoard(board.lead.userId, board.id);
  expect(shown.cards.find(({ id }) => id === card.id)?.assigneeIds).toEqual([people[0]?.userId]);
  const { assignee } = await readFilterChoices(board.lead.userId, board.id);
  expect(assignee.map(({ text }) => text)).toEqual([expect.stringMatching(/ \(switched off\)$/)]);
  await expectSoundDatabase();
});

test("the work of somebody says where, and who has room for it", async () => {
  const board = await buildBoard();
  const { member, lead, owner } = board;
  await must("post /boards/{id}/limits", lead, board.id, {
    max: 2,
    perPerson: true,
    columnIds: [board.column("Doing")],
  });
  for (const person of [member, member, lead]) {
    await buildCard(board, lead, board.column("Doing"), { assigneeIds: [person.userId] });
  }
  const { work } = await must("get /people/{id}", administrator, member.userId);
  expect(work).toMatchObject([
    {
      boardName: "Board",
      teamName: "Team",
      openCards: 2,
      slots: [{ max: 2, count: 2 }],
      couldTakeOver: [
        { userId: owner.userId, openCards: 0, freeSlots: 2 },
        { userId: lead.userId, openCards: 1, freeSlots: 1 },
      ],
    },
  ]);
});

test("a team whose only owner is switched off goes to the administrator, and a second owner keeps it", async () => {
  const [alone, together] = [await buildBoard(), await buildBoard()];
  await sql("INSERT INTO membership (team_id, user_id, role) VALUES ($1, $2, 'owner')", [
    together.teamId,
    alone.owner.userId,
  ]);
  const before = await must("get /people/{id}", administrator, alone.owner.userId);
  expect(before.onlyOwnerOf).toEqual([{ id: alone.teamId, name: "Team" }]);
  await off(alone.owner);
  expect(await memberOf(alone, administrator.userId)).toMatchObject({ role: "owner" });
  expect(await memberOf(together, administrator.userId)).toBeUndefined();
  // The one who is off owns it still, and is not counted.
  expect(
    (await call("patch /people/{id}", administrator, together.owner.userId, { disabled: true })).status,
  ).toBe(200);
  expect(await memberOf(together, administrator.userId)).toMatchObject({ role: "owner" });
});

test("only administrators see and switch people, with a token that has the scope, and not themselves", async () => {
  const plain = await buildActor(undefined, "member", ["admin"]);
  const narrow = await buildAdministrator();
  await sql("UPDATE access_token SET scopes = '{write}' WHERE user_id = $1", [narrow.userId]);
  for (const actor of [plain, narrow]) {
    expect((await patch(actor, plain, { disabled: true })).status).toBe(403);
    expect((await callRoute("get /people", actor)).status).toBe(403);
    expect((await call("get /people/{id}", actor, plain.userId)).status).toBe(403);
  }
  expect((await patch(administrator, administrator, { disabled: true })).status).toBe(403);
  expect(
    (
      await call("patch /people/{id}", administrator, "018f0000-0000-7000-8000-000000000000", {
        disabled: true,
      })
    ).status,
  ).toBe(404);
  expect((await must("get /me", administrator, null)).administrator).toBe(true);
  expect((await must("get /me", plain, null)).administrator).toBe(false);
});

test("where nobody administers yet, the command line still switches off, but leaves no team without an owner", async () => {
  const board = await buildBoard();
  const administrators = await sql(
    "UPDATE user_account SET is_administrator = false WHERE is_administrator RETURNING id",
  );
  await switchOff(null, board.viewer.userId);
  await expect(switchOff(null, board.owner.userId)).rejects.toMatchObject({ code: "last-owner" });
  await sql("UPDATE user_account SET is_administrator = true WHERE id = ANY ($1)", [
    administrators.rows.map(({ id }) => id),
  ]);
});

test("the last administrator stays, however many try at once", async () => {
  await sql("UPDATE user_account SET is_administrator = false WHERE id <> $1", [administrator.userId]);
  const all = [administrator, ...(await Promise.all(Array.from({ length: 5 }, buildAdministrator)))];
  const outcomes = await Promise.allSettled([
    ...all.map(({ userId }) => changeAdministrator(null, userId, false)),
    ...all.map(({ userId }) => switchOff(null, userId)),
  ]);
  expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  const left = await sql("SELECT FROM user_account WHERE is_administrator AND disabled_at IS NULL");
  expect(left.rowCount).toBe(1);
  administrator = await buildAdministrator();
});

test("an address of somebody who is off says so to whoever may know it, and they cannot sign in", async () => {
  const person = { email: "off@example.org", name: "Otto", password: "correct horse battery staple 7" };
  const { userId } = await createPerson(person, false);
  await switchOff(null, userId);
  const attempt = () => signIn({ ...person, address: "192.0.2.1", userAgent: null });
  expect(await attempt()).toBeNull();
  await expect(createPerson(person, false)).rejects.toMatchObject({
    code: "already-exists",
    message: expect.stringContaining("switched off"),
  });
  const board = await buildBoard();
  await sql("UPDATE access_token SET scopes = '{admin}' WHERE user_id = $1", [board.owner.userId]);
  expect(
    (
      await call("post /teams/{id}/members", board.owner, board.teamId, {
        email: person.email,
        role: "member",
      })
    ).body.code,
  ).toBe("person-off");
  await switchOn(null, userId);
  expect(await attempt()).not.toBeNull();
});

test("links that somebody made end with them", async () => {
  const board = await buildBoard();
  await sql(
    `INSERT INTO one_time_link (id, purpose, token_hash, team_id, role, created_by_id, expires_at)
     VALUES (gen_random_uuid(), 'invitation', '\\x01', $1, 'member', $2, now() + interval '1 day')`,
    [board.teamId, board.lead.userId],
  );
  await switchOff(null, board.lead.userId);
  expect(
    (await sql("SELECT FROM one_time_link WHERE created_by_id = $1", [board.lead.userId])).rowCount,
  ).toBe(0);
});

test("people are listed by name in pages, searched, and chosen by state", async () => {
  const names = ["Zoë Page", "Anna Page", "Mia_Page", "Max Page"];
  for (const [index, name] of names.entries()) {
    const { userId } = await createPerson(
      { name, email: `page${index}@example.org`, password: "correct horse battery staple 7" },
      false,
    );
    if (name.startsWith("Zoë")) await switchOff(null, userId);
  }
  const list = async (query: Record<string, string>) => must("get /people", administrator, null, query);
  const first = await list({ search: "page", limit: "3" });
  const second = await list({ search: "page", limit: "3", cursor: first.nextCursor });
  const found = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
  expect(found).toEqual(["Anna Page", "Max Page", "Mia_Page", "Zoë Page"]);
  expect(second.nextCursor).toBeNull();
  expect((await list({ search: "a_p" })).items).toHaveLength(1);
  expect((await list({ search: "page", state: "off" })).items).toMatchObject([{ name: "Zoë Page" }]);
  expect((await list({ search: "PAGE2@" })).items).toMatchObject([{ name: "Mia_Page" }]);
  expect((await call("get /people", administrator, null, { cursor: "nonsense" })).status).toBe(400);
});
