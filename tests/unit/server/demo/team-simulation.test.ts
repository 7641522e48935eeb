import { expect, test } from "vitest";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { measureDataQuality } from "@/lib/flow/metrics/data-quality";
import { buildDemoBoard } from "@/lib/server/demo/demo-board";
import { limits } from "@/lib/server/demo/places";
import { simulateTeam } from "@/lib/server/demo/team-simulation";
import { measureCycleTime } from "../../../support/history";

const until = Date.parse("2026-06-10T12:00:00Z");
const board = buildDemoBoard(until);
const log = board.cards
  .flatMap(({ number, steps }) =>
    steps.map((step, index) => ({
      cardId: String(number),
      seq: index + 1,
      fromColumnId: steps[index - 1]?.columnKey ?? null,
      toColumnId: step.columnKey,
      override: step.override,
      at: step.at,
    })),
  )
  .sort((a, b) => a.at - b.at);

test("the same seed and end give the same year", () => {
  expect(buildDemoBoard(until)).toEqual(board);
});

test("nothing enters a full column but by an override, at any instant of the year", () => {
  const { limitChangedAt } = simulateTeam(20_260_101, until);
  const occupancy = new Map<string, number>();
  for (const { fromColumnId, toColumnId, at, override } of log) {
    if (fromColumnId) occupancy.set(fromColumnId, (occupancy.get(fromColumnId) ?? 0) - 1);
    if (!toColumnId) continue;
    const present = (occupancy.get(toColumnId) ?? 0) + 1;
    occupancy.set(toColumnId, present);
    const development = at >= limitChangedAt ? limits.developmentAfter : limits.developmentBefore;
    const max = toColumnId === "development" ? development : (limits as Record<string, number>)[toColumnId];
    if (override) expect(override).toMatchObject({ max, count: present - 1 });
    else if (max !== undefined)
      expect(present, `${toColumnId} at ${new Date(at).toISOString()}`).toBeLessThanOrEqual(max);
  }
});

test("the lower limit shortened cycle time by a quarter or more, and finished no less", () => {
  const calendar = createCalendar("UTC");
  const columns = board.columns.map(({ key, name, kind }, position) => ({ id: key, name, kind, position }));
  const workflow = buildWorkflow({ timeZone: "UTC", columns, commitmentColumnId: null });
  const timelines = buildTimelines(workflow, log);
  const changed = calendar.dayOf(simulateTeam(20_260_101, until).limitChangedAt);
  const span = 100;
  const figures = (from: number) =>
    measureCycleTime(calendar, timelines, { from, to: from + span - 1 }, [50, 85]);
  const before = figures(changed - span);
  // The column has to drain first.
  const after = figures(changed + 20);
  expect(before.n).toBeGreaterThan(80);
  expect(after.n).toBeGreaterThanOrEqual(before.n * 0.95);
  expect(after.percentiles["50"]).toBeLessThanOrEqual((before.percentiles["50"] ?? 0) * 0.75);
  expect(after.percentiles["85"]).toBeLessThan(before.percentiles["85"] ?? 0);
});

test("the board ends alive: a full column, a blocked card, an expedite, and a readable number of cards", () => {
  const shown = board.cards.filter((card) => !card.isArchived && card.steps.at(-1)?.columnKey !== null);
  const inColumn = (key: string) => shown.filter((card) => card.steps.at(-1)?.columnKey === key);
  expect(inColumn("ready")).toHaveLength(limits.ready);
  expect(shown.some((card) => card.blocks.some((block) => block.to === null))).toBe(true);
  expect(shown.some((card) => card.classOfService === "expedite")).toBe(true);
  expect(shown.length).toBeGreaterThan(25);
  expect(shown.length).toBeLessThan(140);
  expect(board.cards.filter((card) => card.steps.at(-1)?.columnKey === "done").length).toBeGreaterThan(300);
  expect(Math.max(...log.map(({ at }) => at))).toBeLessThan(until);
});

test("the year has what real ones have: ways astray, overrides, refusals and blocks of several kinds", () => {
  const calendar = createCalendar("UTC");
  const columns = board.columns.map(({ key, name, kind }, position) => ({ id: key, name, kind, position }));
  const workflow = buildWorkflow({ timeZone: "UTC", columns, commitmentColumnId: null });
  const today = calendar.dayOf(until);
  const quarter = { from: today - 89, to: today };
  const found = measureDataQuality(calendar, workflow, buildTimelines(workflow, log), quarter);
  for (const [name, { count }] of Object.entries(found)) {
    expect(count, name).toBeGreaterThan(0);
    expect(count, name).toBeLessThan(30);
  }
  const since = until - 90 * 86_400_000;
  const lately = board.cards.flatMap(({ steps, refusals = [], blocks }) => ({
    overrides: steps.filter(({ at, override }) => override && at > since),
    refusals: refusals.filter(({ at }) => at > since),
    categories: blocks.filter(({ from }) => from > since).map(({ category }) => category),
  }));
  expect(lately.flatMap(({ overrides }) => overrides).length).toBeGreaterThan(1);
  expect(lately.flatMap(({ refusals }) => refusals).length).toBeGreaterThan(3);
  expect(new Set(lately.flatMap(({ categories }) => categories)).size).toBeGreaterThan(3);
});
