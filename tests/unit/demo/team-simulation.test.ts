import { expect, test } from "vitest";
import { createCalendar } from "@/lib/flow/calendar";
import { measureCycleTime } from "@/lib/flow/cycle-time";
import { readTimelines } from "@/lib/flow/timeline";
import { readWorkflow } from "@/lib/flow/workflow";
import { buildDemoBoard } from "@/prisma/demo/demo-board";
import { limits, simulateTeam } from "@/prisma/demo/team-simulation";

const until = Date.parse("2026-06-10T12:00:00Z");
const board = buildDemoBoard(until);
const log = board.cards
  .flatMap(({ number, steps }) =>
    steps.map((step, index) => ({
      cardId: String(number),
      seq: index + 1,
      fromColumnId: steps[index - 1]?.columnKey ?? null,
      toColumnId: step.columnKey,
      at: step.at,
    })),
  )
  .sort((a, b) => a.at - b.at);

test("the same seed and end give the same year", () => {
  expect(buildDemoBoard(until)).toEqual(board);
});

test("nothing enters a full column, at any instant of the year", () => {
  const { limitChangedAt } = simulateTeam(20_260_101, until);
  const occupancy = new Map<string, number>();
  for (const { fromColumnId, toColumnId, at } of log) {
    if (fromColumnId) occupancy.set(fromColumnId, (occupancy.get(fromColumnId) ?? 0) - 1);
    if (!toColumnId) continue;
    const present = (occupancy.get(toColumnId) ?? 0) + 1;
    occupancy.set(toColumnId, present);
    const development = at >= limitChangedAt ? limits.developmentAfter : limits.developmentBefore;
    const max = toColumnId === "development" ? development : (limits as Record<string, number>)[toColumnId];
    if (max !== undefined)
      expect(present, `${toColumnId} at ${new Date(at).toISOString()}`).toBeLessThanOrEqual(max);
  }
});

test("the lower limit shortened cycle time by a quarter or more, and finished no less", () => {
  const calendar = createCalendar("UTC");
  const columns = board.columns.map(({ key, name, kind }, position) => ({ id: key, name, kind, position }));
  const workflow = readWorkflow({ timeZone: "UTC", columns, commitmentColumnId: null });
  const timelines = readTimelines(workflow, log);
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
