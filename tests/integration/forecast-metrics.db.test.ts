import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blockersMetric } from "@/lib/contracts/metrics/blockers";
import { constraintMetric } from "@/lib/contracts/metrics/constraint";
import { dataQualityMetric } from "@/lib/contracts/metrics/data-quality";
import { forecastMetric } from "@/lib/contracts/metrics/forecast";
import { littlesLawMetric } from "@/lib/contracts/metrics/littles-law";
import { processBehaviourMetric } from "@/lib/contracts/metrics/process-behaviour";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { callRoute, metricDoor } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

afterAll(expectSoundDatabase);

const mapping = {
  columns: [
    { name: "New", kind: "backlog", activities: ["new"] },
    { name: "Ready", kind: "queue", activities: ["ready"] },
    { name: "Work", kind: "active", activities: ["work"] },
    { name: "Closed", kind: "done", activities: ["closed"] },
  ],
};

const dayOfMarch = (day: number, hour: number) =>
  `2026-03-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00Z`;

/** One card a day is finished from 3 to 22 March, each after 2 days; four more are left in Ready; one comes back. */
const log = [
  "case_id,activity,timestamp",
  ...Array.from({ length: 20 }, (_, index) => [
    `C${index},new,${dayOfMarch(index + 1, 8)}`,
    `C${index},ready,${dayOfMarch(index + 2, 9)}`,
    `C${index},work,${dayOfMarch(index + 2, 15)}`,
    `C${index},closed,${dayOfMarch(index + 3, 10)}`,
  ]).flat(),
  ...[4, 9, 14, 19].map((day) => `W${day},ready,${dayOfMarch(day, 12)}`),
  `C19,work,${dayOfMarch(22, 18)}`,
  `J,new,${dayOfMarch(5, 8)}`,
  `J,closed,${dayOfMarch(6, 8)}`,
].join("\n");

const range = { from: "2026-03-03", to: "2026-03-22", asOf: "2026-03-22" };

let lead: Actor;
let boardId: string;

beforeAll(async () => {
  const teamId = await buildTeam();
  lead = await buildActor(teamId, "lead");
  const form = new FormData();
  form.append("file", new Blob([log]), "log.csv");
  form.append("options", JSON.stringify({ teamId, boardName: "Log", timeZone: "UTC", mapping }));
  const request = new Request("http://sluice.test/api/v1/imports?format=event-log", {
    method: "POST",
    headers: { Authorization: `Bearer ${lead.token}` },
    body: form,
  });
  const response = await answerApi(request);
  const body = await response.json();
  if (response.status !== 201) throw new Error(`No board: ${JSON.stringify(body)}`);
  boardId = body.boardId;
});

async function read(name: string, query: Record<string, string> = {}) {
  const { status, body } = await callRoute(metricDoor(name), lead, {
    params: { id: boardId },
    query: { ...range, ...query },
  });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

test("a forecast draws from the whole days of the range, repeats with its seed, and carries its record", async () => {
  const asked = { mode: "when", items: "5" };
  const made = forecastMetric.answer.parse(await read("forecast", asked));
  // 22 March is not over at its own end; 19 days before it, one of them with two finishes.
  expect(made).toMatchObject({
    isEnough: true,
    sampleDays: 19,
    daysWithFinish: 19,
    trials: 10_000,
    firstDay: "2026-03-22",
    cards: 20,
  });
  expect(made.percentiles["95"]).toBe(5);
  expect(made.dates["95"]).toBe("2026-03-26");
  expect(made.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  expect(made.tries).toBeGreaterThan(0);
  expect(made.hitRate["95"]).toBeGreaterThan(0.5);
  expect(await read("forecast", asked)).toEqual(made);

  const many = forecastMetric.answer.parse(
    await read("forecast", { mode: "how-many", days: "7", percentiles: "85" }),
  );
  expect(many.percentiles).toEqual({ "85": 7 });
  expect(many.dates).toEqual({ "85": null });
});

test("too few days with a finish: not enough, and no number", async () => {
  const made = forecastMetric.answer.parse(await read("forecast", { from: "2026-03-19" }));
  expect(made).toMatchObject({
    isEnough: false,
    sampleDays: 3,
    daysWithFinish: 3,
    trials: 0,
    distribution: [],
  });
  expect(Object.values(made.percentiles)).toEqual([null, null, null, null]);
});

test("the service level: proposed or asked for, who met it, who is late", async () => {
  const proposed = serviceLevelMetric.answer.parse(await read("service-level"));
  expect(proposed).toMatchObject({ percentile: 85, days: 2, isProposed: true, attainment: 1 });
  expect(proposed.late.map(({ title, ageDays }) => `${title}: ${ageDays}`)).toEqual([
    "W4: 19",
    "W9: 14",
    "W14: 9",
    "W19: 4",
  ]);
  expect(proposed.late[0]?.column).toBe("Ready");

  const asked = serviceLevelMetric.answer.parse(
    await read("service-level", { within: "1", percentile: "90" }),
  );
  expect(asked).toMatchObject({ percentile: 90, days: 1, isProposed: false });
  // Only the card that went straight to done took 1 day.
  expect(asked.attainment).toBeCloseTo(1 / proposed.n);
  const ages = workItemAgeMetric.answer.parse(await read("work-item-age"));
  expect(asked.inProgress).toBe(ages.items.length);
});

test("process behaviour: days that are over, limits of the range or of the days that were fixed", async () => {
  const found = processBehaviourMetric.answer.parse(await read("process-behaviour"));
  expect(found.points).toHaveLength(19);
  expect(found.baseline).toEqual({ from: "2026-03-03", to: "2026-03-21", isFixed: false });
  expect(found.cards).toBe(20);
  expect(found.mean).toBeCloseTo(20 / 19);
  // Two moving ranges of 1 among 18.
  expect(found.upper).toBeCloseTo(20 / 19 + (2.66 * 2) / 18);
  expect(found.signals).toContainEqual({ index: 3, rule: "beyond-limits", side: "above" });

  const fixed = processBehaviourMetric.answer.parse(
    await read("process-behaviour", { baselineFrom: "2026-03-08", baselineTo: "2026-03-12" }),
  );
  expect(fixed).toMatchObject({
    mean: 1,
    upper: 1,
    lower: 1,
    baseline: { from: "2026-03-08", to: "2026-03-12", isFixed: true },
  });

  const cards = processBehaviourMetric.answer.parse(
    await read("process-behaviour", { measure: "cycle-time" }),
  );
  expect(cards.points[0]).toMatchObject({ date: "2026-03-03", value: 2, title: "C0" });
  expect(
    (
      await callRoute("get /boards/{id}/metrics/process-behaviour", lead, {
        params: { id: boardId },
        query: { baselineFrom: "2026-03-08" },
      })
    ).status,
  ).toBe(400);
});

test("the probable constraint is the work behind the queue that keeps growing, and columns can be left out", async () => {
  const { columns, probable } = constraintMetric.answer.parse(await read("constraint"));
  expect(columns.map(({ name }) => name)).toEqual(["Ready", "Work"]);
  const idOf = (name: string) => columns.find((column) => column.name === name)?.columnId ?? "";
  expect(columns[0]?.levels).toHaveLength(5);
  expect(probable).toMatchObject({ columnId: idOf("Work"), heldColumnId: idOf("Ready") });
  expect(probable?.reasons.map(({ code }) => code)).toContain("queue-before");

  const without = constraintMetric.answer.parse(await read("constraint", { leaveOut: idOf("Ready") }));
  expect(without.columns.map(({ name }) => name)).toEqual(["Work"]);
});

test("blockers by category, with the blocks behind them; those of cards filtered out stay out", async () => {
  const { items } = workItemAgeMetric.answer.parse(await read("work-item-age"));
  const card = items.find(({ title }) => title === "W4");
  const body = { reason: "The supplier is silent", category: "external dependency" };
  const blocked = await callRoute("post /cards/{id}/block", lead, {
    params: { id: card?.cardId ?? "" },
    body,
  });
  expect(blocked.status).toBe(200);
  expect(blockersMetric.answer.parse(await read("blockers")).categories).toEqual([]);

  const today = new Date().toISOString().slice(0, 10);
  const now = { from: today, to: today, asOf: new Date(Date.now() + 1_000).toISOString() };
  const { cards, categories } = blockersMetric.answer.parse(await read("blockers", now));
  expect(cards).toBe(1);
  expect(categories).toMatchObject([
    { category: body.category, count: 1, open: 1, blocks: [{ title: "W4", reason: body.reason, to: null }] },
  ]);
  expect(blockersMetric.answer.parse(await read("blockers", { ...now, type: "defect" })).categories).toEqual(
    [],
  );
});

test("data quality names the cards", async () => {
  const quality = dataQualityMetric.answer.parse(await read("data-quality"));
  const titles = (name: "backwardMoves" | "skippedColumns" | "reopened" | "neverStarted") =>
    quality[name].items.map(({ title }) => title);
  expect(titles("backwardMoves")).toEqual(["C19"]);
  expect(titles("reopened")).toEqual(["C19"]);
  expect(titles("skippedColumns")).toEqual(["J"]);
  expect(titles("neverStarted")).toEqual(["J"]);
  expect(quality.reopened).toMatchObject({ count: 1, cards: 1 });
});

test("Little's law says which of its conditions fail", async () => {
  const law = littlesLawMetric.answer.parse(await read("littles-law"));
  expect(law.throughputPerDay).toBeCloseTo(1, 1);
  expect(law.isStable).toBe(false);
  expect(law.conditions.map(({ name, holds }) => [name, holds])).toEqual([
    ["arrivals equal departures", true],
    ["WIP is the same at both ends", false],
    ["total age is the same at both ends", false],
  ]);
});
