import { hashPassword } from "@/lib/server/credentials/password";
import { getPool } from "@/lib/server/db/client";
import { type Door, doorOf, routes } from "@/lib/server/routes";
import { setPassword } from "@/lib/server/store/people/users";
import { type Actor, buildActor } from "./actors";
import { call, type Ids, must } from "./api";
import { buildBoard, buildCard, type TestBoard } from "./boards";
import { callRoute } from "./call-route";
import { buildCredential } from "./credentials";
import { hostileTexts } from "./hostile";

/** Every way to write over the API. */
export const writingDoors: Door[] = routes.filter(({ method }) => method !== "get").map(doorOf);

/** Texts that a copy could change: they look like NULL, an end, an escape or a line of the format, or turn the direction. */
export const uglyTexts = [
  "\\N",
  "\\.",
  "\\\\n\\t",
  "NULL",
  '{"end":true}',
  "a\u00a0b\u202egnp.exe\u200b",
  "مرحبا שלום 🧑‍🧑‍🧒‍🧒 e\u0301",
  "ß ﬁ İ ı Ⅷ \u{1f468}\u{1f3ff}",
];

/** Two boards whose owner is in both teams, administers the installation, and walks through the doors. */
export type Building = { board: TestBoard; other: TestBoard; walker: Actor };

/** Makes what `walkEveryDoor` walks through. */
export async function buildBuilding(): Promise<Building> {
  const board = await buildBoard();
  const other = await buildBoard();
  const walker = board.owner;
  await getPool().query("INSERT INTO membership (team_id, user_id, role) VALUES ($1, $2, 'owner')", [
    other.teamId,
    walker.userId,
  ]);
  await getPool().query("UPDATE user_account SET is_administrator = true WHERE id = $1", [walker.userId]);
  await getPool().query("UPDATE access_token SET scopes = '{read,write,admin}' WHERE user_id = $1", [
    walker.userId,
  ]);
  return { board, other, walker };
}

const log = "case_id,activity,timestamp\nA,new,2026-03-02T09:00:00Z\nA,done,2026-03-05T09:00:00Z\n";

/**
 * One write or more through every way to write, on boards that are there already. Returns the doors, each of which has
 * answered with success; throws at the first that has not. What is odd but allowed is in the texts.
 */
export async function walkEveryDoor({ board, other, walker }: Building): Promise<Set<Door>> {
  const used = new Set<Door>();
  const go: Go = async (door, ids, body = {}, actor = walker) => {
    const answer = await must(door, actor, ids, body);
    used.add(door);
    return answer;
  };
  const column = async (name: string, kind: string) =>
    (await go("post /boards/{id}/columns", board.id, { name, kind })).id as string;
  const label = async (name: string) =>
    (await go("post /boards/{id}/labels", board.id, { name })).id as string;
  const stamp = `${Date.now()}`;

  const [queue, work, finish] = [
    await column(`Queue ${stamp}`, "queue"),
    await column(`Work ${stamp}`, "active"),
    await column(`Finish ${stamp}`, "done"),
  ];
  await go("patch /columns/{id}", work, { name: `Working ${stamp}` });
  const lane = (await go("post /boards/{id}/lanes", board.id, { name: `Lane ${stamp}` })).id;
  await go("patch /lanes/{id}", lane, { name: `Line ${stamp}` });
  const [red, blue, gone] = [
    await label(`red ${stamp}`),
    await label(`blue ${stamp}`),
    await label(`gone ${stamp}`),
  ];
  await go("patch /labels/{id}", red, { name: `crimson ${stamp}` });
  const card = async (facts: object = {}, columnId = queue) =>
    (await go("post /boards/{id}/cards", board.id, { columnId, title: "Card", ...facts })).id as string;

  const first = await card({ labelIds: [red, blue], assigneeIds: [walker.userId], laneId: lane });
  const second = await card({ classOfService: "expedite", dueDate: "2199-12-31" });
  const third = await card({ description: "\\N\\.\n\t\\" });
  for (const title of hostileTexts)
    await call("post /boards/{id}/cards", walker, board.id, { columnId: queue, title });
  for (const title of uglyTexts) await card({ title, description: title });
  await go("post /labels/{id}/merge", blue, { into: red });
  await go("delete /labels/{id}", gone);
  await go("patch /cards/{id}", second, { version: 1, title: "Second" });

  const policy = (await go("post /columns/{id}/policies", work, { text: "Reviewed", required: true })).id;
  await go("patch /policies/{id}", policy, { text: "Reviewed by two" });
  await go("post /cards/{id}/move", first, { columnId: work, confirmedPolicyIds: [] });
  await go("post /cards/{id}/exit-checks", first, { policyId: policy, confirmed: true });
  await go("post /cards/{id}/block", first, { reason: uglyTexts[0], category: "other" });
  await go("post /cards/{id}/unblock", first);
  const limit = (
    await go("post /boards/{id}/limits", board.id, { columnIds: [work], max: 1, mode: "reason", why: "Try" })
  ).id;
  await overrideInto(go, second, work, limit);
  await go("patch /limits/{id}", limit, { max: 2, mode: "hard" });
  await go("post /cards/{id}/wait", third, { columnId: work });
  await go("delete /cards/{id}/wait", third);
  await go("post /cards/{id}/wait", third, { columnId: work });
  if ((await call("post /cards/{id}/move", walker, third, { columnId: work })).status !== 409)
    throw new Error("A full column took a card.");
  await go("post /columns/{id}/andon", work, { reason: "Tests are red" });
  await go("post /columns/{id}/andon/join", work);
  await go("delete /columns/{id}/andon/join", work);
  await go("delete /columns/{id}/andon", work);
  const stopped = await column(`Stopped ${stamp}`, "active");
  await go("post /columns/{id}/andon", stopped, { reason: "Stays pulled" });
  await go("post /columns/{id}/andon/join", stopped);
  const soft = (await go("post /boards/{id}/limits", board.id, { perPerson: true, max: 9, mode: "soft" })).id;
  await go("delete /limits/{id}", soft);
  await go("post /boards/{id}/cards/move", board.id, {
    cardIds: [first, second],
    columnId: finish,
    confirmedPolicyIds: [policy],
  });
  await go("post /boards/{id}/undo", board.id);
  await go("post /boards/{id}/cards/import", board.id, { items: [{ columnId: queue, title: "Listed" }] });
  const archived = await card();
  await go("post /cards/{id}/archive", archived);
  await go("post /cards/{id}/restore", archived);
  await go("delete /cards/{id}", archived);
  const parts = await go("post /columns/{id}/split", work, { doneName: `Worked ${stamp}` });
  if (parts.columns.length !== 2) throw new Error("A column was not split.");
  await go("post /columns/{id}/merge", work);
  const moving = await buildCard(other, walker, other.column("Ready"));
  await go("post /cards/{id}/transfer", moving.id, { boardId: board.id, columnId: finish });
  await go("delete /columns/{id}", await column(`Short ${stamp}`, "active"));
  await go(
    "delete /lanes/{id}",
    (await go("post /boards/{id}/lanes", board.id, { name: `Brief ${stamp}` })).id,
  );
  await go("delete /policies/{id}", (await go("post /columns/{id}/policies", queue, { text: "Ready" })).id);
  await go("patch /boards/{id}", board.id, { name: `Board ${stamp}` });

  const made = await go("post /boards", null, { name: "شركة 🧑‍🚒 \\N", teamId: board.teamId });
  await go("delete /boards/{id}", made.board.id);
  await go("post /boards/{id}/restore", made.board.id);
  await go("delete /boards/{id}", made.board.id);
  await walkImports(used, walker, board.teamId);
  await walkPeople(go, board);
  await walkAccount(go);
  return used;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
type Go = (door: Door, ids: Ids, body?: unknown, actor?: Actor) => Promise<any>;

/** Brings a card into a column whose limit asks for a reason. */
async function overrideInto(go: Go, cardId: string, columnId: string, limitId: string): Promise<void> {
  const override = { reason: "It cannot wait 🚒", limitId, maxSeen: 1, also: [] };
  await go("post /cards/{id}/move", cardId, { columnId, override });
}

async function walkImports(used: Set<Door>, walker: Actor, teamId: string): Promise<void> {
  const through = async (door: Door, work: Promise<{ status: number; body: { id: string } }>) => {
    const { status, body } = await work;
    if (status >= 300) throw new Error(`${door}: ${JSON.stringify(body)}`);
    used.add(door);
    return body;
  };
  const headers = { "Content-Type": "text/csv" };
  const keep = () =>
    through("post /imports/files", callRoute("post /imports/files", walker, { body: log, headers }));
  const file = await keep();
  await through(
    "post /imports",
    callRoute("post /imports", walker, { query: { format: "event-log", file: file.id }, body: { teamId } }),
  );
  await keep();
  await through("delete /imports/files/{id}", call("delete /imports/files/{id}", walker, (await keep()).id));
  const job = await through(
    "post /imports",
    callRoute("post /imports", walker, {
      query: { format: "event-log", file: (await keep()).id },
      body: { teamId },
      headers: { Prefer: "respond-async" },
    }),
  );
  await through("delete /imports/{id}", call("delete /imports/{id}", walker, job.id));
  for (;;) {
    const { rowCount } = await getPool().query("SELECT FROM import_job WHERE finished_at IS NULL");
    if (rowCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await through("post /boards/demo", call("post /boards/demo", walker, null, { teamId }));
}

async function walkPeople(go: Go, board: TestBoard): Promise<void> {
  const team = await go("post /teams", null, { name: "Another team" });
  await go("patch /teams/{id}", team.id, { name: "One more team" });
  const guest = await buildActor();
  const email = `${guest.userId}@example.org`;
  await go("post /teams/{id}/members", board.teamId, { email, role: "member" });
  await go("post /teams/{id}/seen", board.teamId, {}, guest);
  const member = { id: board.teamId, userId: guest.userId };
  await go("patch /teams/{id}/members/{userId}", member, { role: "lead" });
  await go("delete /teams/{id}/members/{userId}", member);
  const invitation = await go("post /teams/{id}/invitations", board.teamId, { role: "member" });
  await go("delete /teams/{id}/invitations/{invitationId}", {
    id: board.teamId,
    invitationId: invitation.id,
  });
  await go("patch /people/{id}", guest.userId, { disabled: true });
}

/** Somebody changes what is theirs alone: name, password, tokens, sessions. */
async function walkAccount(go: Go): Promise<void> {
  const person = await buildActor(undefined, "member", ["admin"]);
  await go("patch /account", null, { name: "Ünal 🧑‍🚒" }, person);
  const token = await go("post /tokens", null, { name: "Script", scopes: ["read"] }, person);
  await go("delete /tokens/{id}", token.id, {}, person);
  const { id } = await buildCredential("session", person.userId);
  await go("delete /sessions/{id}", id, {}, person);
  const current = "a first password of mine";
  await setPassword(person.userId, await hashPassword(current));
  await go("post /account/password", null, { current, password: "another one of my own" }, person);
}
