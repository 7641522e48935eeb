import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { constraintMetric } from "@/lib/contracts/metrics/constraint";
import { forecastMetric } from "@/lib/contracts/metrics/forecast";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { type MetricName, metricQuery } from "@/lib/server/metrics";
import { readReports } from "@/lib/server/reports/read-reports";
import { readStandings } from "@/lib/server/reports/read-standings";
import { must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";

// Ten finished cards are the least from which anything is said; a due date that has passed needs none.

let board: TestBoard;

const create = (column: string, title: string, facts: object = {}) =>
  must("post /boards/{id}/cards", board.member, board.id, {
    columnId: board.column(column),
    title,
    ...facts,
  });

async function read(name: MetricName): Promise<unknown> {
  const { body } = await callRoute(metricDoor(name), board.viewer, {
    params: { id: board.id },
  });
  return body;
}

const overview = async () => (await readReports(board.lead.userId, board.id, metricQuery.parse({}))).overview;

async function flow() {
  const { teams } = await readStandings(board.lead.userId);
  const team = teams.find(({ boards }) => boards.some(({ id }) => id === board.id));
  return { team, board: team?.boards.find(({ id }) => id === board.id) };
}

const few = (found: number) => ({ reason: "not enough finished yet", of: "cards", found, needed: 10 });

beforeAll(async () => {
  board = await buildBoard([
    { name: "Todo", kind: "backlog" },
    { name: "Doing", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
  await create("Doing", "In progress");
  for (let card = 1; card <= 9; card++) await create("Done", `Done ${card}`);
});

test("with nine every answer says so, and none proposes, expects, names or forecasts", async () => {
  const level = serviceLevelMetric.answer.parse(await read("service-level"));
  expect(level).toMatchObject({ days: null, late: [], atRisk: [], n: 9, tooFew: few(9) });
  const ages = workItemAgeMetric.answer.parse(await read("work-item-age"));
  expect(ages).toMatchObject({ expectation: null, items: [{ risk: null }], tooFew: few(9) });
  expect(ages.pace.flatMap(({ percentiles }) => Object.values(percentiles))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(constraintMetric.answer.parse(await read("constraint"))).toMatchObject({
    probable: null,
    tooFew: few(9),
  });
  expect(forecastMetric.answer.parse(await read("forecast"))).toMatchObject({
    isEnough: false,
    tooFew: few(0),
  });
  expect(await overview()).toMatchObject({
    constraint: null,
    expectation: { days: null, tooFew: few(9) },
    figures: { throughput: { now: 9, tooFew: few(9) } },
  });
  expect(await flow()).toMatchObject({
    team: { forecast: { cards: null, tooFew: few(0) } },
    board: { constraint: null, expectation: { days: null, tooFew: few(9) }, need: { late: 0, atRisk: 0 } },
  });
  await must("post /boards/{id}/limits", board.lead, board.id, {
    max: 3,
    columnIds: [board.column("Doing")],
  });
  const use = await must("get /boards/{id}/limits/use", board.viewer, board.id);
  expect(use).toMatchObject({ tooFew: few(9), items: [{ suggestion: { byTime: null, byFlow: null } }] });
});

test("a due date that is over makes late, on both pages alike, and a finished card is not late", async () => {
  await create("Todo", "Overdue", { dueDate: "2020-01-31" });
  await create("Doing", "Due far away", { dueDate: "2150-01-31" });
  const finished = await create("Doing", "Overdue and done", { dueDate: "2020-01-31" });
  expect((await overview()).late.map(({ title }) => title).sort()).toEqual(["Overdue", "Overdue and done"]);
  await must("post /cards/{id}/move", board.member, finished.id, { columnId: board.column("Done") });
  const { late } = await overview();
  expect(late).toMatchObject([
    { title: "Overdue", column: "Todo", ageDays: null, overdue: { dueDate: "2020-01-31" } },
  ]);
  expect((await flow()).board).toMatchObject({
    need: { late: 1 },
    foremost: { late: [{ title: "Overdue", overdue: { dueDate: "2020-01-31" } }] },
  });
});

test("with the tenth, a level is proposed and the constraint is named", async () => {
  const level = serviceLevelMetric.answer.parse(await read("service-level"));
  expect(level).toMatchObject({ days: 1, isProposed: true, n: 10, tooFew: null });
  expect((await flow()).board?.expectation).toMatchObject({ days: 1, tooFew: null });
  expect(constraintMetric.answer.parse(await read("constraint")).probable).not.toBeNull();
});
