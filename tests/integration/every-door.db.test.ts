import "../support/database";
import { beforeAll, describe, expect, test } from "vitest";
import type { CardView } from "@/lib/contracts/card";
import { getPool } from "@/lib/server/db/client";
import type { Door } from "@/lib/server/routes";
import type { Actor } from "../support/actors";
import { call, must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import type { Answer } from "../support/call-route";
import { writingDoors } from "../support/every-door";
import { expectSoundDatabase, readEverything } from "../support/verified";

// Every way to write over the API either falls under the admission decision, and is tried here against a full limit
// of every kind that it can meet, or says why it brings no card under a limit. A new way that says neither fails.

let board: TestBoard;
let other: TestBoard;
let ready: string;
let doing: string;
let lane: string;
/** Cards by what they are for. */
const cards: Record<string, CardView> = {};
const limits: Record<string, string> = {};

beforeAll(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
    { name: "Review", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
  other = await buildBoard();
  ready = board.column("Ready");
  doing = board.column("Doing");
  const { lead, member } = board;
  lane = (await must("post /boards/{id}/lanes", lead, board.id, { name: "Fast" })).id;
  const add = async (name: string, facts: object = {}, columnId = ready) => {
    cards[name] = await buildCard(board, member, columnId, { title: name, ...facts });
  };
  await add("holder", {}, doing);
  await add("in the lane", { laneId: lane });
  await add("expedite", { classOfService: "expedite" });
  await add("assigned", { assigneeIds: [member.userId] });
  for (const name of ["plain", "second", "archived", "moved", "edited", "reviewed", "laned"]) await add(name);
  await must("post /cards/{id}/archive", member, cards.archived?.id ?? "");
  await must("post /cards/{id}/move", member, cards.reviewed?.id ?? "", { columnId: board.column("Review") });
  // What undo will want to take back, from before the limits stood.
  await must("post /cards/{id}/move", member, cards.moved?.id ?? "", { columnId: board.column("Done") });
  const limit = async (name: string, facts: object) => {
    limits[name] = (await must("post /boards/{id}/limits", lead, board.id, { max: 1, ...facts })).id;
  };
  limits.column = board.snapshot.limits[0]?.id ?? "";
  await limit("lane", { laneId: lane });
  await limit("class", { classOfService: "expedite" });
  await limit("person", { userId: member.userId });
  await limit("each person", { perPerson: true, max: 1, columnIds: [ready, doing, board.column("Review")] });
  await limit("cell", { laneId: lane, columnIds: [ready] });
  await limit("queue", { columnIds: [ready], max: 1 });
});

const idOf = (name: string) => cards[name]?.id ?? "";
type Attempt = { by: string[]; run: () => Promise<Answer> };

const deciding: Partial<Record<Door, () => Record<string, Attempt>>> = {
  "post /cards/{id}/move": () => ({
    "into a full column": {
      by: ["column"],
      run: () => call("post /cards/{id}/move", board.member, idOf("plain"), { columnId: doing }),
    },
    "within its column into a full lane and cell": {
      by: ["lane", "cell"],
      run: () =>
        call("post /cards/{id}/move", board.member, idOf("plain"), { columnId: ready, laneId: lane }),
    },
  }),
  "post /boards/{id}/cards": () => ({
    "everything at once": {
      by: ["column", "lane", "class", "person", "each person"],
      run: () =>
        call("post /boards/{id}/cards", board.member, board.id, {
          columnId: doing,
          title: "New",
          laneId: lane,
          classOfService: "expedite",
          assigneeIds: [board.member.userId],
        }),
    },
  }),
  "post /boards/{id}/cards/import": () => ({
    "the second does not fit": {
      by: ["column"],
      run: () =>
        call("post /boards/{id}/cards/import", board.member, board.id, {
          items: [
            { columnId: board.column("Done"), title: "Fits" },
            { columnId: doing, title: "Does not" },
          ],
        }),
    },
  }),
  "post /boards/{id}/cards/move": () => ({
    "two at once": {
      by: ["column"],
      run: () =>
        call("post /boards/{id}/cards/move", board.member, board.id, {
          cardIds: [idOf("plain"), idOf("second")],
          columnId: doing,
        }),
    },
  }),
  "patch /cards/{id}": () => ({
    "assigned to somebody with enough": {
      by: ["person", "each person"],
      run: () =>
        call("patch /cards/{id}", board.member, idOf("plain"), {
          version: 1,
          assigneeIds: [board.lead.userId, board.member.userId],
        }),
    },
    "put into a lane": {
      by: ["lane", "cell"],
      run: () => call("patch /cards/{id}", board.member, idOf("plain"), { version: 1, laneId: lane }),
    },
    "made an expedite": {
      by: ["class"],
      run: () =>
        call("patch /cards/{id}", board.member, idOf("plain"), { version: 1, classOfService: "expedite" }),
    },
  }),
  "post /cards/{id}/restore": () => ({
    "back into a column that has filled": {
      by: ["queue"],
      run: () => call("post /cards/{id}/restore", board.member, idOf("archived")),
    },
    "into another": {
      by: ["column"],
      run: () => call("post /cards/{id}/restore", board.member, idOf("archived"), { columnId: doing }),
    },
  }),
  "post /boards/{id}/undo": () => ({
    "back into a column that has filled": {
      by: ["queue"],
      run: () => call("post /boards/{id}/undo", board.member, board.id),
    },
  }),
  "post /cards/{id}/transfer": () => ({
    "from another board": {
      by: ["column"],
      run: async () => {
        const both = await shareMember();
        const card = await buildCard(other, both, other.column("Ready"));
        return call("post /cards/{id}/transfer", both, card.id, { boardId: board.id, columnId: doing });
      },
    },
  }),
  "delete /columns/{id}": () => ({
    "its cards go to a full column": {
      by: ["column"],
      run: () => call("delete /columns/{id}", board.lead, board.column("Review"), { moveCardsTo: doing }),
    },
  }),
  "delete /lanes/{id}": () => ({
    "its cards go to a full lane": {
      by: ["lane", "cell"],
      run: async () => {
        const { id } = await must("post /boards/{id}/lanes", board.lead, board.id, { name: "Slow" });
        await must("patch /cards/{id}", board.member, idOf("laned"), { version: 1, laneId: id });
        return call("delete /lanes/{id}", board.lead, id, { moveCardsTo: lane });
      },
    },
  }),
};

/** Ways to write that bring no card under a limit, and why. */
const harmless: Partial<Record<Door, string>> = {
  "delete /cards/{id}": "the card leaves",
  "post /cards/{id}/archive": "the card leaves",
  "post /cards/{id}/block": "a blocked card takes no more slots than before",
  "post /cards/{id}/wait": "nothing moves",
  "delete /cards/{id}/wait": "nothing moves",
  "post /cards/{id}/exit-checks": "nothing moves",
  "post /columns/{id}/split": "the done part begins empty and shares its column's limits",
  "post /boards/{id}/columns": "begins empty",
  "patch /columns/{id}": "no card changes its column",
  "post /boards/{id}/lanes": "begins empty",
  "patch /lanes/{id}": "no card changes its lane",
  "post /boards/{id}/limits": "a limit takes nothing out and lets drain",
  "patch /limits/{id}": "a limit takes nothing out and lets drain",
  "delete /limits/{id}": "fewer limits",
  "post /columns/{id}/andon": "lets nothing in",
  "delete /columns/{id}/andon": "moves nothing but what waits, which serve_waiting_list judges",
  "post /columns/{id}/andon/join": "nothing moves",
  "delete /columns/{id}/andon/join": "nothing moves",
  "post /columns/{id}/policies": "nothing moves",
  "patch /policies/{id}": "nothing moves",
  "delete /policies/{id}": "nothing moves",
  "post /boards/{id}/labels": "limits do not know labels",
  "patch /labels/{id}": "limits do not know labels",
  "post /labels/{id}/merge": "limits do not know labels",
  "delete /labels/{id}": "limits do not know labels",
  "post /boards": "begins empty",
  "post /boards/demo": "a board of its own, whose limits come last",
  "patch /boards/{id}": "what counts changes, no card does: what is over then drains",
  "delete /boards/{id}": "everything leaves",
  "post /boards/{id}/restore": "its cards are where they were, under the limits that stood then",
  "post /imports": "a board of its own, whose limits come last",
  "post /imports/files": "no cards",
  "delete /imports/files/{id}": "no cards",
  "delete /imports/{id}": "no cards",
  "post /teams": "no cards",
  "patch /people/{id}": "takes people off cards, at most",
  "post /teams/{id}/members": "no cards",
  "post /teams/{id}/seen": "no cards",
  "patch /teams/{id}/members/{userId}": "no cards",
  "delete /teams/{id}/members/{userId}": "no cards",
  "patch /teams/{id}": "no cards",
  "post /teams/{id}/invitations": "no cards",
  "delete /teams/{id}/invitations/{invitationId}": "no cards",
  "patch /account": "no cards",
  "post /account/password": "no cards",
  "delete /sessions/{id}": "no cards",
  "post /tokens": "no cards",
  "delete /tokens/{id}": "no cards",
};

/** Ways that decide on a state of their own, each tried in a test below. */
const elsewhere: Door[] = ["post /cards/{id}/unblock", "post /columns/{id}/merge"];

test("every way to write is accounted for", () => {
  const known = [...Object.keys({ ...deciding, ...harmless }), ...elsewhere] as Door[];
  expect(writingDoors.filter((door) => !known.includes(door))).toEqual([]);
  expect(known.filter((door) => !writingDoors.includes(door))).toEqual([]);
});

describe("a full limit refuses", () => {
  test.each(Object.keys(deciding) as Door[])("%s", async (door) => {
    for (const [what, { by, run }] of Object.entries(deciding[door]?.() ?? {})) {
      const answer = await run();
      expect(answer, what).toMatchObject({ status: 409, body: { code: "wip-limit-exceeded" } });
      const refusedBy = answer.body.limits.map((limit: { id: string }) => limit.id).sort();
      expect(refusedBy, what).toEqual(by.map((name) => limits[name]).sort());
    }
    await expectSoundDatabase();
  });

  test("and nothing of it stays but the record of the refusal", async () => {
    const before = await readEverything();
    const refusals = async () => {
      const { rows } = await getPool().query("SELECT count(*)::int AS n FROM limit_refusal");
      return rows[0].n;
    };
    const noted = await refusals();
    const answer = await deciding["post /boards/{id}/cards/move"]?.()["two at once"]?.run();
    expect(answer?.body.cardId).toBe(idOf("plain"));
    expect(await readEverything()).toEqual(before);
    expect(await refusals()).toBe(noted + 1);
  });

  test("an import names the line that does not fit", async () => {
    const answer = await deciding["post /boards/{id}/cards/import"]?.()["the second does not fit"]?.run();
    expect(answer?.body.index).toBe(1);
  });

  test("unblocking where blocked cards take no slot", async () => {
    const { member } = board;
    const own = await buildBoard([{ name: "Doing", kind: "active", limit: { max: 1 } }]);
    await must("patch /boards/{id}", own.lead, own.id, { blockedCardsCount: false });
    const first = await buildCard(own, own.member, own.column("Doing"));
    await must("post /cards/{id}/block", own.member, first.id, { reason: "Waits", category: "other" });
    await buildCard(own, own.member, own.column("Doing"));
    expect(await call("post /cards/{id}/unblock", own.member, first.id)).toMatchObject({
      status: 409,
      body: { code: "wip-limit-exceeded" },
    });
    expect((await call("post /cards/{id}/unblock", member, first.id)).status).toBe(404);
  });

  test("merging where a narrower limit over the lane of the column would be exceeded: never, since both parts share it", async () => {
    const own = await buildBoard([{ name: "Doing", kind: "active", limit: { max: 2 } }]);
    const { columns } = await must("post /columns/{id}/split", own.lead, own.column("Doing"));
    const card = await buildCard(own, own.member, own.column("Doing"));
    await must("post /cards/{id}/move", own.member, card.id, { columnId: columns[1].id });
    await buildCard(own, own.member, own.column("Doing"));
    expect(
      await call("post /boards/{id}/cards", own.member, own.id, { columnId: columns[1].id, title: "Third" }),
    ).toMatchObject({ status: 409, body: { limit: { count: 2, max: 2 } } });
    await must("post /columns/{id}/merge", own.lead, own.column("Doing"));
    await expectSoundDatabase();
  });
});

// Inside the database: whatever writes where a card is, whose it is or what it is asks `admit`, or lets nothing in.

const lettingNothingIn: Record<string, string> = {
  store_card: "writes what its caller has decided",
  insert_card: "writes the card that bring_in has let in",
  store_departed: "the card has left for another board",
  remove_card: "the card leaves",
  take_off_open_cards: "somebody is taken off, nobody is put on",
  transfer_card: "the card leaves; bring_in decides about the other board",
  block_card: "a blocked card takes no more slots than before",
  project_board: "when cards started and finished, not where they are",
};

test("every function of the database that places a card decides, or is known to let nothing in", async () => {
  const { rows } = await getPool().query<{ name: string; source: string }>(`
    SELECT proname AS name, prosrc AS source FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'`);
  const placing = rows.filter(({ source }) =>
    /\b(store_card|take_step)\s*\(|\bINSERT INTO card(_assignee)?\b|\bUPDATE card\b/.test(source),
  );
  const undecided = placing.filter(({ source }) => !/\badmit\s*\(/.test(source)).map(({ name }) => name);
  expect(undecided.sort()).toEqual(Object.keys(lettingNothingIn).sort());
  const entrance = rows.find(({ name }) => name === "carry_out")?.source ?? "";
  const commands = rows.filter(({ source }) => /\bopen_(board|card)\s*\(command\./.test(source));
  const unreachable = commands.filter(({ name }) => !entrance.includes(`${name}(command)`));
  expect(unreachable).toEqual([]);
});

describe("a pulled andon refuses", () => {
  test.each([
    ["post /cards/{id}/move", "into a full column"],
    ["post /boards/{id}/cards", "everything at once"],
    ["post /boards/{id}/cards/import", "the second does not fit"],
    ["post /boards/{id}/cards/move", "two at once"],
    ["post /cards/{id}/restore", "into another"],
    ["post /cards/{id}/transfer", "from another board"],
    ["delete /columns/{id}", "its cards go to a full column"],
  ] as const)("%s", async (door, what) => {
    await must("post /columns/{id}/andon", board.member, doing, { reason: "Tests are red" });
    try {
      expect(await deciding[door]?.()[what]?.run()).toMatchObject({
        status: 409,
        body: { code: "column-locked", columnId: doing, reason: "Tests are red" },
      });
    } finally {
      await must("delete /columns/{id}/andon", board.lead, doing);
    }
  });
});

/** The member of the board, in the other board's team too. */
async function shareMember(): Promise<Actor> {
  await getPool().query(
    "INSERT INTO membership (team_id, user_id, role) VALUES ($1, $2, 'member') ON CONFLICT DO NOTHING",
    [other.teamId, board.member.userId],
  );
  return board.member;
}
