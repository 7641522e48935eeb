import "../support/database";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, findEntries } from "@/lib/domain/limit-replay";
import { getPool } from "@/lib/server/db/client";
import { listEntries, readEntries } from "@/lib/server/store/figures/limit-entries";
import { readCountingRules, readReplayEvents } from "@/lib/server/store/figures/limit-replay";
import { catchUp } from "@/lib/server/store/figures/projections";
import { call, must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { expectSoundDatabase } from "../support/verified";

// Entries are worked out from the placements, some when they are caught up and the rest when they are read: at any time they
// are what a replay finds.

const names = ["Backlog", "Ready", "Doing", "Review", "Done"];
const classes = ["standard", "expedite", "fixed-date"];
const modes = ["hard", "reason", "soft"];

const whats = [
  ...["create", "move", "move", "move", "moveMany", "assign", "assign", "class", "lane"],
  ...["block", "unblock", "archive", "restore", "delete", "undo", "wait"],
  ...["limit", "limit", "rescope", "unlimit", "split", "merge", "catchUp", "catchUp"],
] as const;
const command = fc.record({
  what: fc.constantFrom(...whats),
  card: fc.nat(9),
  to: fc.nat(9),
  people: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
  scope: fc.nat(7),
  max: fc.constantFrom<number[]>(0, 1, 2, 50, 50, 50),
});
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

type Target = { board: TestBoard; columns: string[]; lanes: string[]; cards: string[]; limits: string[] };

const pick = (list: readonly string[], place: number) => list[place % Math.max(1, list.length)] ?? "";

/** Over columns, a lane, a person, each person, a class, or several of these. */
function scopeOf({ board, columns, lanes }: Target, { scope, to, card }: Command): object {
  const some = {
    columnIds: [pick(columns.slice(0, names.length), to), pick(columns.slice(0, names.length), card)],
  };
  const columnIds = [...new Set(some.columnIds)];
  const scopes = [
    { columnIds },
    { columnIds },
    { laneId: pick(lanes, to) },
    { userId: board.member.userId },
    { perPerson: true },
    { classOfService: pick(classes, to) },
    { columnIds, laneId: pick(lanes, to), classOfService: pick(classes, card) },
    { columnIds, perPerson: true },
  ];
  return scopes[scope] ?? {};
}

async function run(target: Target, command: Command): Promise<void> {
  const { board, columns, lanes, cards, limits } = target;
  const { what, to, max } = command;
  const { member, lead } = board;
  const card = pick(cards, command.card);
  const columnId = pick(columns, to);
  const assigneeIds = command.people.map((person) =>
    pick([member.userId, lead.userId, board.owner.userId], person),
  );
  const facts = { laneId: pick(lanes, to), classOfService: pick(classes, command.card), assigneeIds };
  const edit = async (changes: object) => {
    const { version } = (await call("get /cards/{id}", member, card)).body;
    await call("patch /cards/{id}", member, card, { version, ...changes });
  };
  if (what === "create" || cards.length === 0) {
    const made = await call("post /boards/{id}/cards", member, board.id, {
      columnId,
      title: "Card",
      ...facts,
    });
    if (made.status === 201) cards.push(made.body.id);
  } else if (what === "move") await call("post /cards/{id}/move", member, card, { columnId });
  else if (what === "moveMany")
    await call("post /boards/{id}/cards/move", member, board.id, { cardIds: cards.slice(0, 3), columnId });
  else if (what === "assign") await edit({ assigneeIds });
  else if (what === "class") await edit({ classOfService: facts.classOfService });
  else if (what === "lane") await edit({ laneId: facts.laneId });
  else if (what === "block")
    await call("post /cards/{id}/block", member, card, { reason: "Waits", category: "other" });
  else if (what === "delete") await call("delete /cards/{id}", member, card);
  else if (what === "catchUp") await catchUp(board.id, 0, 1 + command.card * 2);
  else if (what === "undo") await call("post /boards/{id}/undo", member, board.id);
  else if (what === "wait") await call("post /cards/{id}/wait", member, card, { columnId });
  else if (what === "limit") {
    const limit = { max, mode: pick(modes, to), ...scopeOf(target, command) };
    const made = await call("post /boards/{id}/limits", lead, board.id, limit);
    if (made.status === 201) limits.push(made.body.id);
  } else if (what === "rescope")
    await call("patch /limits/{id}", lead, pick(limits, to), {
      max,
      columnIds: [pick(columns.slice(1, 4), command.card)],
    });
  else if (what === "unlimit") await call("delete /limits/{id}", lead, pick(limits, to));
  else if (what === "split") {
    const { status, body } = await call("post /columns/{id}/split", lead, columnId);
    if (status < 300) columns.push(...body.columns.map(({ id }: { id: string }) => id).slice(1));
  } else if (what === "merge") await call("post /columns/{id}/merge", lead, columnId);
  else await call(`post /cards/{id}/${what}`, member, card);
}

const textOf = ({ limitId, cardId, userId, at }: Entry) =>
  `${new Date(at).toISOString()} card ${cardId} limit ${limitId} person ${userId}`;

async function readReplayed(boardId: string): Promise<string[]> {
  const rules = await readCountingRules(boardId);
  const events = await readReplayEvents(boardId, 0, Date.now() + 60_000);
  return [...findEntries(rules, { at: 0, limits: [], cards: [] }, events)].map(textOf).sort();
}

/** What all of a board's placements come to. */
async function readWorkedOut(boardId: string): Promise<string[]> {
  const { rows } = await getPool().query<Omit<Entry, "at"> & { at: Date }>(
    `SELECT limit_id AS "limitId", card_id AS "cardId", user_id AS "userId", at
     FROM limit_entries($1, 0, end_of_log())`,
    [boardId],
  );
  return rows.map(({ at, ...entry }) => textOf({ ...entry, at: at.getTime() })).sort();
}

const anyCard = { label: null, lane: null, classOfService: null, type: null, assignee: null, creator: null };

test("after any commands, the entries recorded are those that the placements make", async () => {
  let entered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 30, maxLength: 60 }),
      fc.boolean(),
      fc.boolean(),
      async (commands, blockedCardsCount, expediteExempt) => {
        const board = await buildBoard([
          { name: "Backlog", kind: "backlog" },
          { name: "Ready", kind: "queue" },
          { name: "Doing", kind: "active" },
          { name: "Review", kind: "active" },
          { name: "Done", kind: "done" },
        ]);
        await must("patch /boards/{id}", board.lead, board.id, {
          blockedCardsCount,
          expediteExempt,
          autoPull: true,
        });
        const addLane = async (name: string) =>
          (await must("post /boards/{id}/lanes", board.lead, board.id, { name })).id;
        const target: Target = {
          board,
          columns: names.map(board.column),
          lanes: [await addLane("Fast"), await addLane("Slow")],
          cards: [],
          limits: [],
        };
        const begun = commands.slice(0, 8).map((each) => ({ ...each, max: 50 }));
        for (const each of begun) await run(target, { ...each, what: "limit" });
        for (const each of begun) await run(target, { ...each, what: "create" });
        for (const each of commands) await run(target, each);
        const recorded = (await listEntries(board.id, 0n)).map(textOf).sort();
        entered += recorded.length;
        expect(recorded).toEqual(await readReplayed(board.id));
        expect(recorded).toEqual(await readWorkedOut(board.id));
        const { limits } = await readEntries(board.id, anyCard, 0, Date.now() + 60_000);
        expect(limits.reduce((sum, { instants }) => sum + instants.length, 0)).toBe(recorded.length);
      },
    ),
    { numRuns: 15 },
  );
  expect(entered).toBeGreaterThan(300);
});

test("history older than a limit enters nothing; a year of history enters by its limits of then", async () => {
  const board = await buildBoard();
  await buildCard(board, board.member, board.column("Doing"));
  const limit = { max: 5, columnIds: [board.column("Doing")] };
  const { id } = await must("post /boards/{id}/limits", board.lead, board.id, limit);
  expect(await readWorkedOut(board.id)).toEqual([]);
  const card = await buildCard(board, board.member, board.column("Doing"));
  expect(await listEntries(board.id, 0n)).toMatchObject([{ limitId: id, cardId: card.id, userId: null }]);

  const demo = await must("post /boards/demo", board.owner, null, { teamId: board.teamId });
  const recorded = (await listEntries(demo.id, 0n)).map(textOf).sort();
  expect(recorded.length).toBeGreaterThan(100);
  expect(recorded).toEqual(await readReplayed(demo.id));
  await expectSoundDatabase();
});
