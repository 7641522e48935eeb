import { describe, expect, test } from "vitest";
import { createCalendar, parseDay } from "@/lib/flow/calendar/calendar";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { buildCumulativeFlow, countColumnsAt } from "@/lib/flow/metrics/cumulative-flow";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import { countThroughput, sumByPeriod } from "@/lib/flow/metrics/throughput";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import {
  at,
  columns,
  history,
  measureCycleTime,
  measureLeadTime,
  timelinesOf,
  utc,
  workflow,
} from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const hour = 3_600_000;

describe("cycle time", () => {
  test("days count both ends; 23:59:59 to 00:00:00 is two of them", () => {
    const cards = timelinesOf(
      history("same day").enters("ready", "2026-03-02 09:00").enters("done", "2026-03-02 10:00"),
      history("midnight").enters("ready", at("2026-03-02 23:59:59")).enters("done", "2026-03-03 00:00"),
    );
    const { items, n, percentiles } = measureCycleTime(
      utc,
      cards,
      days("2026-03-01", "2026-03-31"),
      [50, 100],
    );
    expect(items.map(({ card, days, elapsedMs }) => [card.cardId, days, elapsedMs])).toEqual([
      ["same day", 1, hour],
      ["midnight", 2, 1000],
    ]);
    expect([n, percentiles]).toEqual([2, { "50": 1, "100": 2 }]);
  });

  test("an empty range has no figures rather than zeros", () => {
    const figures = measureCycleTime(utc, [], days("2026-03-01", "2026-03-31"), [85]);
    expect(figures).toMatchObject({ n: 0, percentiles: { "85": null }, meanElapsedMs: null, histogram: [] });
  });

  test("lead time runs from creation", () => {
    const cards = timelinesOf(
      history("A")
        .enters("ideas", "2026-03-01 09:00")
        .enters("ready", "2026-03-03 09:00")
        .enters("done", "2026-03-04 09:00"),
    );
    const range = days("2026-03-01", "2026-03-31");
    expect(measureLeadTime(utc, cards, range, [50]).percentiles).toEqual({ "50": 4 });
    expect(measureCycleTime(utc, cards, range, [50]).percentiles).toEqual({ "50": 2 });
  });

  test("a night of daylight saving is one day later, whatever its hours", () => {
    const paris = createCalendar("Europe/Paris");
    const cards = timelinesOf(
      history("A").enters("ready", "2026-03-28 22:30").enters("done", "2026-03-28 23:30"),
    );
    expect(measureCycleTime(paris, cards, days("2026-03-01", "2026-03-31"), [50]).items[0]?.days).toBe(2);
  });
});

test("throughput has every day of its range, zeros too, and each card once", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-02 09:00")
      .enters("done", "2026-03-02 10:00")
      .enters("doing", "2026-03-02 11:00")
      .enters("done", "2026-03-04 10:00"),
    history("B").enters("doing", "2026-03-02 09:00").enters("done", "2026-03-04 23:59"),
    history("gone").enters("done", "2026-03-03 09:00").leaves("2026-03-04 09:00"),
  );
  const throughput = countThroughput(utc, cards, days("2026-03-02", "2026-03-05"));
  expect(throughput.days.map(({ count }) => count)).toEqual([0, 0, 2, 0]);
  expect(throughput.total).toBe(2);
  const longer = countThroughput(utc, cards, days("2026-02-28", "2026-03-09")).days;
  expect(sumByPeriod(longer, "week")).toEqual([
    { date: "2026-02-23", from: "2026-02-28", to: "2026-03-01", count: 0, isWhole: false },
    { date: "2026-03-02", from: "2026-03-02", to: "2026-03-08", count: 2, isWhole: true },
    { date: "2026-03-09", from: "2026-03-09", to: "2026-03-09", count: 0, isWhole: false },
  ]);
  expect(sumByPeriod(longer, "month").map(({ date, count }) => [date, count])).toEqual([
    ["2026-02-01", 0],
    ["2026-03-01", 2],
  ]);
  const february = countThroughput(utc, cards, days("2024-02-01", "2024-02-29")).days;
  expect(sumByPeriod(february, "month")).toMatchObject([{ date: "2024-02-01", isWhole: true }]);
  expect(sumByPeriod(longer, "day")).toHaveLength(10);
});

test("cumulative flow: bands at the end of the day, arrivals by the furthest column reached", () => {
  const cards = timelinesOf(
    // Skips Ready, goes back once, and is finished on the third day.
    history("A")
      .enters("ideas", "2026-03-01 09:00")
      .enters("doing", "2026-03-01 10:00")
      .enters("ready", "2026-03-02 09:00")
      .enters("done", "2026-03-03 09:00"),
    history("B").enters("ideas", "2026-03-02 09:00").leaves("2026-03-03 00:00"),
  );
  const flow = buildCumulativeFlow(utc, workflow, cards, days("2026-03-01", "2026-03-04"));
  expect(
    flow.map(({ counts }) => [counts.ideas, counts.ready, counts.doing, counts.review, counts.done]),
  ).toEqual([
    [0, 0, 1, 0, 0],
    [1, 1, 0, 0, 0],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 0, 1],
  ]);
  expect(
    flow.map(({ arrivals }) => [
      arrivals.ideas,
      arrivals.ready,
      arrivals.doing,
      arrivals.review,
      arrivals.done,
    ]),
  ).toEqual([
    [1, 1, 1, 0, 0],
    [2, 1, 1, 0, 0],
    [2, 1, 1, 1, 1],
    [2, 1, 1, 1, 1],
  ]);
  expect(flow.map(({ departures }) => departures)).toEqual([0, 0, 1, 1]);
  expect(countColumnsAt(workflow, cards, at("2026-03-02 09:00"))).toMatchObject({
    ideas: 1,
    ready: 1,
    doing: 0,
  });
});

test("WIP counts from start to finish; columns count what is in them", () => {
  const cards = timelinesOf(
    history("sent back").enters("doing", "2026-03-01 09:00").enters("ideas", "2026-03-02 09:00"),
    history("finished").enters("ready", "2026-03-01 09:00").enters("done", "2026-03-03 09:00"),
  );
  const wip = buildWip(utc, workflow, cards, days("2026-03-01", "2026-03-03"));
  expect(wip.map((day) => [day.wip, day.byColumn.doing, day.byColumn.ready])).toEqual([
    [2, 1, 1],
    [2, 0, 1],
    [1, 0, 0],
  ]);
  expect(countWipAt(cards, at("2026-03-03 09:00"))).toBe(1);
});

test("three ages that are three numbers", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-01 12:00")
      .enters("review", "2026-03-02 12:00")
      .enters("doing", "2026-03-03 12:00"),
    history("waiting").enters("ideas", "2026-03-01 12:00"),
  );
  const asOf = at("2026-03-04 12:00");
  expect(measureWorkItemAge(utc, cards, asOf)).toMatchObject([
    { cardId: "A", ageDays: 4, elapsedMs: 72 * hour },
  ]);
  const ages = measureQueueAge(workflow, cards, asOf, [85]);
  expect(ages.find(({ columnId }) => columnId === "doing")?.items).toEqual([
    { cardId: "A", elapsedMs: 24 * hour, dwellMs: 48 * hour },
  ]);
  expect(ages.find(({ columnId }) => columnId === "ideas")?.n).toBe(1);
  expect(ages.map(({ columnId }) => columnId)).not.toContain("done");
});

test("time in column sums the visits that began in the range", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-01 00:00")
      .enters("review", "2026-03-02 00:00")
      .enters("doing", "2026-03-02 06:00")
      .enters("done", "2026-03-02 12:00"),
  );
  const [, , doing, , done] = measureTimeInColumn(
    utc,
    workflow,
    cards,
    days("2026-03-01", "2026-03-02"),
    at("2026-03-09 00:00"),
    [50],
  );
  expect(doing).toMatchObject({
    visits: 2,
    totalMs: 30 * hour,
    meanMs: 15 * hour,
    percentiles: { "50": 6 * hour },
  });
  expect(done).toMatchObject({ visits: 1, totalMs: 0, meanMs: null });
});

describe("flow efficiency", () => {
  const range = days("2026-03-01", "2026-03-31");
  const cards = timelinesOf(
    history("A")
      .enters("ready", "2026-03-01 00:00")
      .enters("doing", "2026-03-01 06:00")
      .enters("review", "2026-03-01 18:00")
      .enters("done", "2026-03-02 00:00"),
  );

  test("queues and blocked time are not active; the parts add up", () => {
    const blocks = [{ cardId: "A", from: at("2026-03-01 05:00"), to: at("2026-03-01 09:00") }];
    expect(measureFlowEfficiency(utc, workflow, cards, blocks, range)).toEqual({
      configured: true,
      aggregate: 9 / 24,
      meanOfCards: 9 / 24,
      activeMs: 9 * hour,
      waitMs: 12 * hour,
      blockedMs: 3 * hour,
    });
  });

  test("without a queue column there is no figure", () => {
    const noQueue = buildWorkflow({
      timeZone: "UTC",
      commitmentColumnId: null,
      columns: columns.map((column) =>
        column.kind === "queue" ? { ...column, kind: "active" as const } : column,
      ),
    });
    expect(measureFlowEfficiency(utc, noQueue, cards, [], range)).toMatchObject({
      configured: false,
      aggregate: null,
      meanOfCards: null,
    });
  });
});
