import "../../support/database";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dayMs } from "@/lib/domain/duration";
import { getDb, getPool } from "@/lib/server/db/client";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import { type MetricName, metricQuery } from "@/lib/server/metrics";
import { readMetric } from "@/lib/server/metrics/read-metric";
import type { Actor } from "../../support/actors";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { expectSoundDatabase } from "../../support/verified";

let from: TestBoard;
let to: TestBoard;
beforeEach(async () => {
  from = await buildBoard();
  to = await buildBoard([
    { name: "Ready", kind: "queue", limit: { max: 1 } },
    { name: "Done", kind: "done" },
  ]);
  await getDb().membership.create({
    data: { teamId: to.teamId, userId: from.member.userId, role: "member" },
  });
});
afterEach(expectSoundDatabase);

const transfer = (id: string, more: object = {}) =>
  call("post /cards/{id}/transfer", from.member, id, {
    boardId: to.id,
    columnId: to.column("Ready"),
    ...more,
  });

test("a card comes in with its content; here it is gone, and its history stays", async () => {
  const label = await must("post /boards/{id}/labels", from.lead, from.id, { name: "Urgent", colour: "sky" });
  const card = await buildCard(from, from.member, from.column("Doing"), {
    title: "Moves house",
    description: "All of it",
    classOfService: "expedite",
    dueDate: "2030-01-31",
    labelIds: [label.id],
    assigneeIds: [from.member.userId, from.lead.userId],
  });
  await must("post /cards/{id}/block", from.member, card.id, { reason: "Waits", category: "defect" });
  const { status, body } = await transfer(card.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    boardId: to.id,
    card: {
      title: "Moves house",
      number: 1,
      classOfService: "expedite",
      dueDate: "2030-01-31",
      blocked: true,
      assigneeIds: [from.member.userId],
    },
  });
  expect(await must("get /cards/{id}", from.member, body.card.id)).toMatchObject({
    description: "All of it",
    blocks: [{ reason: "Waits", category: "defect", unblockedAt: null }],
  });
  const snapshot = await must("get /boards/{id}", from.member, to.id);
  expect(snapshot.labels).toMatchObject([{ name: "Urgent", colour: "sky" }]);
  expect((await call("get /cards/{id}", from.member, card.id)).status).toBe(410);
  expect(await getDb().transition.count({ where: { cardId: card.id } })).toBe(2);
});

test("a full column there keeps it here", async () => {
  await buildCard(to, to.member, to.column("Ready"));
  const card = await buildCard(from, from.member, from.column("Doing"));
  expect(await transfer(card.id)).toMatchObject({ status: 409, body: { code: "wip-limit-exceeded" } });
  expect(await must("get /cards/{id}", from.member, card.id)).toMatchObject({
    columnId: from.column("Doing"),
  });
});

test("only between boards on which one may write, and from one to another", async () => {
  const card = await buildCard(from, from.member, from.column("Doing"));
  const strange = await buildBoard();
  expect((await transfer(card.id, { boardId: strange.id, columnId: strange.column("Ready") })).status).toBe(
    404,
  );
  expect((await transfer(card.id, { boardId: from.id })).status).toBe(400);
  expect((await transfer(card.id, { columnId: from.column("Ready") })).status).toBe(400);
});

test("opposite transfers at once neither deadlock nor exceed a limit", async () => {
  await must("post /boards/{id}/limits", from.lead, from.id, { max: 6, columnIds: [from.column("Doing")] });
  await must("patch /limits/{id}", to.lead, to.snapshot.limits[0]?.id ?? "", { max: 6 });
  const here = [];
  const there = [];
  for (let n = 0; n < 5; n++) {
    here.push(await buildCard(from, from.member, from.column("Doing")));
    there.push(await buildCard(to, to.member, to.column("Ready")));
  }
  const answers = await Promise.all([
    ...here.map(({ id }) => transfer(id)),
    ...there.map(({ id }) =>
      call("post /cards/{id}/transfer", from.member, id, {
        boardId: from.id,
        columnId: from.column("Doing"),
      }),
    ),
  ]);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  const counts = await Promise.all([from.column("Doing"), to.column("Ready")].map(countIn));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(Math.max(...counts)).toBeLessThanOrEqual(6);
});

/** A board with a card that was created 40 days ago, started 30 days ago and perhaps finished 10 days ago. */
async function importOld(isFinished: boolean): Promise<TestBoard & { cardId: string }> {
  const ago = (days: number) => Date.now() - days * dayMs;
  const board = await buildBoard();
  const { boardId: id } = await writeBoard(
    board.lead.userId,
    board.teamId,
    {
      name: "Old",
      key: null,
      timeZone: "UTC",
      columns: [
        { key: "t", name: "Todo", kind: "backlog", isArchived: false },
        { key: "d", name: "Doing", kind: "active", isArchived: false },
        { key: "e", name: "Done", kind: "done", isArchived: false },
      ],
      labels: [],
      limits: [],
      cards: [
        {
          number: 1,
          title: "Old",
          description: "",
          type: null,
          classOfService: "standard",
          dueOn: null,
          labelKeys: [],
          isArchived: false,
          isDeleted: false,
          steps: [
            { columnKey: "t", at: ago(40) },
            { columnKey: "d", at: ago(30) },
            ...(isFinished ? [{ columnKey: "e", at: ago(10) }] : []),
          ],
          blocks: [{ from: ago(20), to: isFinished ? ago(15) : null, category: "defect", reason: "Broken" }],
        },
      ],
    },
    "demo",
  );
  await getDb().membership.create({
    data: { teamId: to.teamId, userId: board.member.userId, role: "member" },
  });
  const card = await getDb().card.findFirstOrThrow({ where: { boardId: id } });
  return { ...board, id, cardId: card.id };
}

// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape themselves
const metric = (who: Actor, boardId: string, name: MetricName): Promise<any> =>
  readMetric(who.userId, boardId, name, metricQuery.parse({}));

test("work of 30 days is 30 days old there, blocked since 20, and counts there from now on", async () => {
  const old = await importOld(false);
  const { body } = await call("post /cards/{id}/transfer", old.member, old.cardId, {
    boardId: to.id,
    columnId: to.column("Ready"),
  });
  const daysAgo = (at: string | null) => Math.round((Date.now() - Date.parse(at ?? "")) / dayMs);
  expect([body.card.createdAt, body.card.startedAt].map(daysAgo)).toEqual([40, 30]);
  const detail = await must("get /cards/{id}", old.member, body.card.id);
  expect(detail.blocks).toMatchObject([{ reason: "Broken", unblockedAt: null }]);
  expect(daysAgo(detail.blocks[0]?.blockedAt ?? null)).toBe(20);
  const age = await metric(old.member, to.id, "work-item-age");
  expect(age.items).toMatchObject([{ ageDays: 31 }]);
  const wip = await metric(old.member, to.id, "wip");
  expect(wip.days.map(({ wip: count }: { wip: number }) => count).filter(Boolean)).toEqual([1]);
  const blockers = await metric(old.member, to.id, "blockers");
  expect(blockers.categories[0].blocks[0].elapsedMs).toBeLessThan(dayMs);
  const before = await metric(old.member, old.id, "wip");
  expect(before.days.at(-1).wip).toBe(0);
  expect(before.days.at(-2).wip).toBe(1);
});

test("a finish stays where it happened, until the card is reopened and finished anew", async () => {
  const old = await importOld(true);
  const send = (cardId: string, boardId: string, columnId: string) =>
    must("post /cards/{id}/transfer", old.member, cardId, { boardId, columnId });
  const { card } = await send(old.cardId, to.id, to.column("Done"));
  const total = async (boardId: string) => (await metric(old.member, boardId, "throughput")).total;
  expect([await total(old.id), await total(to.id)]).toEqual([1, 0]);
  expect((await metric(old.member, to.id, "cycle-time")).excluded).toContainEqual({
    count: 1,
    why: "finished on another board",
  });
  expect((await metric(old.member, to.id, "work-item-age")).items).toEqual([]);
  await must("post /cards/{id}/move", old.member, card.id, { columnId: to.column("Ready") });
  expect((await metric(old.member, to.id, "work-item-age")).items).toHaveLength(1);
  await must("post /cards/{id}/move", old.member, card.id, { columnId: to.column("Done") });
  expect([await total(old.id), await total(to.id)]).toEqual([1, 1]);
  const { activeMs, blockedMs } = await metric(old.member, to.id, "flow-efficiency");
  expect([activeMs, blockedMs].map((ms) => Math.round(ms / dayMs))).toEqual([15, 5]);
});

test("to and fro keeps the first beginning, and every old address leads to the last", async () => {
  const old = await importOld(false);
  const todo = (await getDb().column.findFirstOrThrow({ where: { boardId: old.id, kind: "backlog" } })).id;
  let cardId = old.cardId;
  const ids: string[] = [];
  for (const [boardId, columnId] of [
    [to.id, to.column("Ready")],
    [old.id, todo],
    [to.id, to.column("Ready")],
    [old.id, todo],
  ] as const) {
    ids.push(cardId);
    const { card } = await must("post /cards/{id}/transfer", old.member, cardId, { boardId, columnId });
    cardId = card.id;
  }
  const first = await getDb().card.findUniqueOrThrow({ where: { id: old.cardId } });
  expect(await getDb().card.findUniqueOrThrow({ where: { id: cardId } })).toMatchObject({
    createdAt: first.createdAt,
    startedAt: first.startedAt,
  });
  for (const id of ids) {
    expect(await call("get /cards/{id}", old.member, id)).toMatchObject({
      status: 410,
      body: { code: "card-transferred", movedTo: { boardId: old.id, cardId } },
    });
  }
  expect(await call("post /cards/{id}/archive", old.member, ids[0] ?? "")).toMatchObject({
    status: 410,
    body: { movedTo: { cardId } },
  });
});

test("who may not read the other board learns only that the card has left; a stranger nothing", async () => {
  const card = await buildCard(from, from.member, from.column("Doing"));
  await transfer(card.id);
  const { status, body } = await call("get /cards/{id}", from.lead, card.id);
  expect([status, body.code, body.movedTo]).toEqual([410, "card-transferred", undefined]);
  expect(JSON.stringify(body)).not.toContain(to.id);
  const stranger = await buildBoard();
  expect((await call("get /cards/{id}", stranger.member, card.id)).status).toBe(404);
});

test("who is a viewer there is left off, and the card goes all the same", async () => {
  await getDb().membership.create({
    data: { teamId: to.teamId, userId: from.lead.userId, role: "viewer" },
  });
  const card = await buildCard(from, from.member, from.column("Doing"), {
    assigneeIds: [from.member.userId, from.lead.userId],
  });
  const { status, body } = await transfer(card.id);
  expect([status, body.card.assigneeIds]).toEqual([200, [from.member.userId]]);
});

test("undo on the other board does not delete what came", async () => {
  const card = await buildCard(from, from.member, from.column("Doing"));
  const { body } = await transfer(card.id);
  expect((await call("post /boards/{id}/undo", from.member, to.id, {})).status).toBe(409);
  expect((await call("post /boards/{id}/undo", from.member, from.id, {})).status).toBe(409);
  expect((await call("get /cards/{id}", from.member, body.card.id)).status).toBe(200);
});

test("nobody forges, changes or removes what a card brought", async () => {
  const card = await buildCard(from, from.member, from.column("Doing"));
  const other = await buildCard(from, from.member, from.column("Doing"));
  const { body } = await transfer(card.id);
  const run = (sql: string) => getPool().query(sql);
  await expect(run("UPDATE card_transfer SET created_at = created_at - interval '1 day'")).rejects.toThrow();
  await expect(run("DELETE FROM card_transfer")).rejects.toThrow();
  const forge = (facts: string, from = body.card.id) =>
    run(`INSERT INTO card_transfer SELECT '${other.id}', c.board_id, '${from}', x.board_id, x.column_id, ${facts}, 0, 0
      FROM card c, card x WHERE c.id = '${other.id}' AND x.id = '${body.card.id}'`);
  await expect(forge("now(), now() + interval '1 day', NULL, NULL")).rejects.toThrow("card_transfer_past");
  await expect(forge("now(), now(), now() - interval '1 day', NULL")).rejects.toThrow("card_transfer_past");
  const past = "now(), now() - interval '9 days', NULL, NULL";
  await expect(forge(past)).rejects.toThrow("did not leave");
  await expect(forge(past, uuidv7())).rejects.toThrow("from_card_id_fkey");
  await expect(
    run(`INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, at)
      SELECT board_id, id, last_seq + 1, '${from.column("Doing")}', 'active', clock_timestamp()
      FROM card WHERE id = '${card.id}'`),
  ).rejects.toThrow("does not continue");
  expect(body.card.id).not.toBe(card.id);
});

const countIn = (columnId: string) => getDb().card.count({ where: { columnId, archivedAt: null } });
