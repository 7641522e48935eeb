import "../support/database";
import { afterAll, expect, test } from "vitest";
import { limitUseAnswer, limitView } from "@/lib/contracts/limit";
import { overridesMetric } from "@/lib/contracts/metrics/overrides";
import { findOverruns } from "@/lib/domain/limit-replay";
import { getPool } from "@/lib/server/db/client";
import { readBreaches } from "@/lib/server/store/figures/limit-ledger";
import {
  readCountingRules,
  readReplayEvents,
  readStateBefore,
} from "@/lib/server/store/figures/limit-replay";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

afterAll(expectSoundDatabase);

const columns = [
  { name: "Ready", kind: "queue" as const },
  { name: "Doing", kind: "active" as const, limit: { max: 1, mode: "reason" as const } },
  { name: "Done", kind: "done" as const },
];

async function listLimits(board: TestBoard, asOf?: string, actor: Actor = board.viewer) {
  const answer = await callRoute("get /boards/{id}/limits", actor, {
    params: { id: board.id },
    query: asOf ? { asOf } : {},
  });
  return limitView.array().parse(answer.body.items);
}

async function readUse(board: TestBoard) {
  const { body } = await callRoute("get /boards/{id}/limits/use", board.viewer, {
    params: { id: board.id },
    query: { weeks: "4" },
  });
  return limitUseAnswer.parse(body);
}

async function readOverrides(board: TestBoard, query: Record<string, string> = {}) {
  const { body } = await callRoute("get /boards/{id}/metrics/overrides", board.viewer, {
    params: { id: board.id },
    query,
  });
  return overridesMetric.answer.parse(body);
}

const move = (actor: Actor, cardId: string, body: object) =>
  callRoute("post /cards/{id}/move", actor, { params: { id: cardId }, body });

/** The database's next millisecond: past everything that is written by now. */
async function present(): Promise<string> {
  const { rows } = await getPool().query(
    "SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS at",
  );
  return (rows[0].at as Date).toISOString();
}

/** One card in Doing, one refused, one let in over the limit. */
async function buildOverridden() {
  const board = await buildBoard(columns);
  const doing = board.column("Doing");
  const [limit] = await listLimits(board);
  const first = await buildCard(board, board.member, doing, { title: "First" });
  const second = await buildCard(board, board.member, board.column("Ready"), { title: "Second" });
  expect((await move(board.member, second.id, { columnId: doing })).status).toBe(409);
  const override = { reason: "A customer is down", limitId: limit?.id, maxSeen: 1 };
  expect((await move(board.lead, second.id, { columnId: doing, override })).status).toBe(200);
  return { board, limitId: limit?.id ?? "", first, second };
}

test("the report of overrides: entries, refusals, the rate, the week, and who let what in and why", async () => {
  const { board, limitId, second } = await buildOverridden();
  const answer = await readOverrides(board);
  expect(answer.limits).toEqual([
    expect.objectContaining({
      limitId,
      columnIds: [board.column("Doing")],
      entries: 2,
      overrides: 1,
      softBreaches: 0,
      refusals: 1,
      rate: 0.5,
    }),
  ]);
  expect(answer.weeks).toEqual([
    expect.objectContaining({ limitId, entries: 2, overrides: 1, refusals: 1, softBreaches: 0 }),
  ]);
  expect(new Date(`${answer.weeks[0]?.week}T00:00:00Z`).getUTCDay()).toBe(1);
  expect(answer.items).toEqual([
    expect.objectContaining({
      limitId,
      cardId: second.id,
      title: "Second",
      mode: "reason",
      max: 1,
      count: 1,
      actorId: board.lead.userId,
      reason: "A customer is down",
    }),
  ]);
  const others = await readOverrides(board, { classOfService: "expedite" });
  expect([others.limits, others.weeks, others.items]).toEqual([[], [], []]);
  const before = await readOverrides(board, { from: "2020-01-01", to: "2020-01-31" });
  expect([before.limits, before.items]).toEqual([[], []]);
});

test("entries are counted of the cards that are asked for, and each of those cards once", async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 5 } },
  ]);
  const { member } = board;
  const come = async (facts: Record<string, unknown>) => {
    const card = await buildCard(board, member, board.column("Ready"), facts);
    await move(member, card.id, { columnId: board.column("Doing") });
    return card;
  };
  const plain = await come({});
  await come({ classOfService: "expedite", assigneeIds: [member.userId] });
  await move(member, plain.id, { columnId: board.column("Ready") });
  await move(member, plain.id, { columnId: board.column("Doing") });
  const countOf = async (query: Record<string, string>) => {
    const { cards, limits, weeks } = await readOverrides(board, query);
    expect(weeks.map(({ entries }) => entries)).toEqual(limits.map(({ entries }) => entries));
    return { cards, entries: limits[0]?.entries };
  };
  expect(await countOf({})).toEqual({ cards: 2, entries: 3 });
  expect(await countOf({ classOfService: "standard" })).toEqual({ cards: 1, entries: 2 });
  expect(await countOf({ assignee: member.userId })).toEqual({ cards: 1, entries: 1 });
  expect(await countOf({ type: "bug" })).toEqual({ cards: 0, entries: undefined });
});

test("how a limit was used: full, over, entries and refusals; too little history suggests nothing", async () => {
  const { board, limitId } = await buildOverridden();
  await present();
  const { items, targetDays } = await readUse(board);
  expect(targetDays).toBeNull();
  const [use] = items;
  expect(use).toMatchObject({ limitId, entries: 2, refusals: 1, overrides: 1, softBreaches: 0 });
  expect(use?.shareOver).toBeGreaterThan(0);
  expect(use?.shareFull).toBeGreaterThan(use?.shareOver ?? 1);
  expect(use?.shareFull).toBeLessThanOrEqual(1);
  expect(use?.suggestion).toEqual({ byTime: null, byFlow: null });
});

test("limits as of a past instant: their max, scope and counts of then, removed ones too", async () => {
  const { board, limitId, first } = await buildOverridden();
  const made = await callRoute("post /boards/{id}/limits", board.lead, {
    params: { id: board.id },
    body: { max: 2, perPerson: true, why: "One thing at a time" },
  });
  const assigneeIds = [board.member.userId];
  const { version } = (await getPool().query("SELECT version FROM card WHERE id = $1", [first.id])).rows[0];
  await callRoute("patch /cards/{id}", board.member, {
    params: { id: first.id },
    body: { version, assigneeIds },
  });
  const then = await present();
  const expected = await listLimits(board);

  await callRoute("patch /limits/{id}", board.lead, {
    params: { id: limitId },
    body: { max: 5 },
  });
  await callRoute("delete /limits/{id}", board.lead, { params: { id: made.body.id } });
  await move(board.member, first.id, { columnId: board.column("Done") });

  const past = await listLimits(board, then);
  expect(past).toEqual(expected);
  expect(past.map(({ max, count }) => [max, count])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect((await listLimits(board)).map(({ max, count }) => [max, count])).toEqual([[5, 1]]);
  expect(await listLimits(board, await present())).toEqual(await listLimits(board));
  expect(await listLimits(board, "2020-01-01")).toEqual([]);
});

test("what is asked for a window is what replaying the whole history gives", async () => {
  const { board, first, second } = await buildOverridden();
  const cut = Date.parse(await present());
  await move(board.member, first.id, { columnId: board.column("Done") });
  await buildCard(board, board.member, board.column("Ready"));
  await move(board.lead, second.id, { columnId: board.column("Ready") });
  const to = Date.parse(await present());
  const rules = await readCountingRules(board.id);
  const overruns = async (from: number) =>
    findOverruns(rules, await readStateBefore(board.id, from), await readReplayEvents(board.id, from, to));
  expect(await overruns(0)).toEqual([expect.objectContaining({ cardId: second.id, count: 2, max: 1 })]);
  expect(await overruns(cut)).toEqual([]);
  const { cards } = await readStateBefore(board.id, cut);
  expect(cards.map(({ id, columnId }) => [id, columnId]).sort()).toEqual(
    [first.id, second.id].map((id) => [id, board.column("Doing")]).sort(),
  );
});

test("a year of history: no limit was ever exceeded but by a recorded override, and each has its use and starting values", async () => {
  const owner = await buildActor(await buildTeam(), "owner");
  const { body } = await callRoute("post /boards/demo", owner, { body: {} });
  const rules = await readCountingRules(body.id);
  const whole = await readReplayEvents(body.id, 0, Date.now());
  expect(whole.length).toBeGreaterThan(1_000);
  const overruns = findOverruns(rules, await readStateBefore(body.id, 0), whole);
  const recorded = await readBreaches(body.id, 0, Date.now());
  const entryOf = ({ at, cardId, limitId }: { at: number; cardId: string; limitId: string }) =>
    `${at} ${cardId} ${limitId}`;
  expect(overruns.map(entryOf)).toEqual(recorded.map(entryOf).reverse());
  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded.every(({ mode, reason }) => mode === "reason" && reason)).toBe(true);

  const answer = await callRoute("get /boards/{id}/limits/use", owner, {
    params: { id: body.id },
    query: { targetDays: "10" },
  });
  const { items, targetDays } = limitUseAnswer.parse(answer.body);
  expect(targetDays).toBe(10);
  expect(items.length).toBe(
    (await callRoute("get /boards/{id}/limits", owner, { params: { id: body.id } })).body.items.length,
  );
  for (const { entries, shareFull, shareOver, suggestion } of items) {
    expect(entries).toBeGreaterThan(0);
    expect(shareOver).toBeLessThanOrEqual(shareFull);
    expect(suggestion.byTime?.shareOfTime).toBeGreaterThanOrEqual(0.85);
    expect(suggestion.byFlow?.targetDays).toBe(10);
    expect(suggestion.byFlow?.share).toBeLessThanOrEqual(1);
  }
});

test("strangers learn nothing of limits", async () => {
  const board = await buildBoard(columns);
  for (const door of ["get /boards/{id}/limits", "get /boards/{id}/limits/use"] as const)
    expect((await callRoute(door, board.stranger, { params: { id: board.id } })).status).toBe(404);
});
