import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { callRoute, metricDoor } from "../support/call-route";

let teamId: string;
let lead: Actor;

beforeAll(async () => {
  teamId = await buildTeam();
  lead = await buildActor(teamId, "lead");
});

const log = [
  "case_id,activity,timestamp",
  "A,new,2026-03-02T09:00:00Z",
  "A,work,2026-03-03T09:00:00Z",
  "A,closed,2026-03-05T09:00:00Z",
  "B,new,2026-03-02T10:00:00Z",
  "B,work,2026-03-04T10:00:00Z",
  "C,new,2026-03-03T10:00:00Z",
  "C,work,2026-03-03T11:00:00Z",
  "C,gone,2026-03-04T11:00:00Z",
].join("\n");

const mapping = {
  columns: [
    { name: "New", kind: "backlog", activities: ["new"] },
    { name: "Work", kind: "active", activities: ["work"] },
    { name: "Closed", kind: "done", activities: ["closed"] },
  ],
  deleted: ["gone"],
};

async function send(actor: Actor, file: Uint8Array | string, options: object, query = "format=event-log") {
  const form = new FormData();
  form.append("file", new Blob([file as BlobPart]), "log.csv");
  form.append("options", JSON.stringify(options));
  const request = new Request(`http://sluice.test/api/v1/imports?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${actor.token}` },
    body: form,
  });
  const response = await answerApi(request);
  return { status: response.status, body: await response.json() };
}

const metric = async (boardId: string, name: string, query: Record<string, string>) =>
  (await callRoute(metricDoor(name), lead, { params: { id: boardId }, query })).body;

const countBoards = () => getDb().board.count();

test("an event log comes in with its times, and the figures are those worked out by hand", async () => {
  const { status, body } = await send(lead, log, { teamId, boardName: "Log", mapping });
  expect([status, body.cards, body.transitions, body.dropped]).toEqual([201, 3, 8, []]);
  const range = { from: "2026-03-01", to: "2026-03-06" };

  const cycle = await metric(body.boardId, "cycle-time", { ...range, percentiles: "50,85" });
  expect(cycle).toMatchObject({
    n: 1,
    percentiles: { "50": 3, "85": 3 },
    meanElapsedMs: 2 * 86_400_000,
    // Clipped to the first day of the board.
    from: "2026-03-02",
  });
  expect(cycle.items).toMatchObject([{ title: "A", days: 3, startedAt: "2026-03-03T09:00:00.000Z" }]);
  expect((await metric(body.boardId, "lead-time", range)).percentiles["50"]).toBe(4);

  const flow = await metric(body.boardId, "cumulative-flow", range);
  const counts = flow.days.map((day: { counts: Record<string, number> }) =>
    flow.columns.map(({ id }: { id: string }) => day.counts[id]),
  );
  expect(counts).toEqual([
    [2, 0, 0],
    [1, 2, 0],
    [0, 2, 0],
    [0, 1, 1],
    [0, 1, 1],
  ]);
  expect((await metric(body.boardId, "wip", range)).days.map(({ wip }: { wip: number }) => wip)).toEqual([
    0, 2, 2, 1, 1,
  ]);
  expect((await metric(body.boardId, "wip", { ...range, asOf: "2026-03-04T10:30:00Z" })).at.wip).toBe(3);
  expect(
    (await metric(body.boardId, "throughput", range)).days.map(({ count }: { count: number }) => count),
  ).toEqual([0, 0, 0, 1, 0]);
  const ages = await metric(body.boardId, "work-item-age", {
    ...range,
    asOf: "2026-03-06",
    percentiles: "85",
  });
  expect(ages.items).toMatchObject([{ title: "B", ageDays: 3, risk: null }]);
  // One finished card proposes nothing and judges nobody.
  expect(ages.expectation).toBeNull();
  const later = await metric(body.boardId, "work-item-age", { ...range, asOf: "2026-03-07" });
  expect(later.items).toMatchObject([{ title: "B", ageDays: 4, risk: null }]);
  const { columns } = await metric(body.boardId, "time-in-column", range);
  expect(columns[1].longest).toMatchObject([{ title: "B" }, { title: "A" }, { title: "C" }]);
  expect(cycle.medians.map(({ days }: { days: number | null }) => days)).toEqual([null, null, null, 3, 3]);
});

test("the body itself, packed, with options in the query", async () => {
  const query = new URLSearchParams({ format: "event-log", options: JSON.stringify({ teamId, mapping }) });
  const request = new Request(`http://sluice.test/api/v1/imports?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead.token}`, "Content-Type": "text/csv" },
    body: gzipSync(log),
  });
  const response = await answerApi(request);
  expect(response.status).toBe(201);
});

test("a preview says the same and writes nothing", async () => {
  const before = await countBoards();
  const { status, body } = await send(lead, log, { teamId, mapping }, "format=event-log&dryRun=true");
  expect(status).toBe(200);
  expect(body).toMatchObject({ cards: 3, transitions: 8, headers: ["case_id", "activity", "timestamp"] });
  expect(body.columns.map(({ cards, visits }: { cards: number; visits: number }) => [cards, visits])).toEqual(
    [
      [0, 3],
      [1, 3],
      [1, 1],
    ],
  );
  expect(await countBoards()).toBe(before);
});

test("all or nothing: one bad line, and no board is there", async () => {
  const before = await countBoards();
  const { status, body } = await send(lead, `${log}\nD,new,tomorrow`, { teamId, mapping });
  expect([status, body.code]).toEqual([400, "invalid"]);
  expect(body.errors[0].message).toContain("line 10");
  expect(await countBoards()).toBe(before);
});

test("not into a stranger's team, and not by those who may not make boards", async () => {
  const before = await countBoards();
  const stranger = await buildActor(await buildTeam("Elsewhere"), "owner");
  expect((await send(stranger, log, { teamId, mapping })).status).toBe(404);
  const viewer = await buildActor(teamId, "viewer");
  expect((await send(viewer, log, { teamId, mapping })).status).toBe(403);
  expect(await countBoards()).toBe(before);
});

test("metrics: a stranger finds no board, and a range that cannot be is refused in words", async () => {
  const { body } = await send(lead, log, { teamId, mapping });
  const stranger = await buildActor(await buildTeam("Elsewhere"), "owner");
  const call = (actor: Actor, name: string, query: Record<string, string>) =>
    callRoute(metricDoor(name), actor, { params: { id: body.boardId }, query });
  expect((await call(stranger, "wip", {})).status).toBe(404);
  expect((await call(lead, "no-such-metric", {})).status).toBe(404);
  expect((await call(lead, "wip", { from: "2026-03-09", to: "2026-03-01" })).body.errors[0].path).toBe(
    "from",
  );
  expect((await call(lead, "cycle-time", { percentiles: "101" })).status).toBe(400);
});

test("the demo board comes in with its history, and every invariant holds", async () => {
  const { status, body } = await callRoute("post /boards/demo", lead, { body: { teamId } });
  expect(status).toBe(201);
  const changes = await getDb().wipLimitChange.findMany({
    where: { boardId: body.id, fromMax: { not: null } },
  });
  expect(changes).toHaveLength(1);
  expect((await verifyDatabase()).filter(({ breaches }) => breaches > 0)).toEqual([]);
});
