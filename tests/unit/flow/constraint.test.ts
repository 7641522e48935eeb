import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { findConstraint } from "@/lib/flow/metrics/constraint";
import { at, history, timelinesOf, utc, workflow } from "../../support/history";
import { firstDay, randomLogs } from "../../support/random-logs";

const hour = 3_600_000;
const day = 24 * hour;
const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const later = at("2026-06-01 00:00");

/** A card a day that is in Doing for an hour; Review lets every third of them go. */
const pilingUp = Array.from({ length: 28 }, (_, index) => {
  const start = at("2026-03-01 08:00") + index * day;
  const card = history(`card ${index}`)
    .enters("doing", start)
    .enters("review", start + hour);
  return index % 3 === 0 ? card.enters("done", start + 2 * hour) : card;
});

/** A card a day that is in Doing until all are finished at once. */
const emptied = Array.from({ length: 28 }, (_, index) =>
  history(`card ${index}`)
    .enters("doing", at("2026-03-01 08:00") + index * day)
    .enters("done", "2026-03-28 23:00"),
);

test("of columns that grow, the one with the longest dwell goes before a longer dwell that does not", () => {
  const steady = Array.from({ length: 40 }, (_, index) =>
    history(`long ${index}`).enters("doing", "2026-02-01 00:00"),
  );
  const { columns, probable } = findConstraint(
    utc,
    workflow,
    timelinesOf(...pilingUp, ...steady),
    [],
    days("2026-03-01", "2026-03-28"),
    later,
  );
  expect(columns[0]?.columnId).toBe("doing");
  expect(probable).toMatchObject({ columnId: "review", reasons: [{ code: "dwell", rank: 2 }, {}, {}] });
});

describe("a column that grows", () => {
  const { columns, probable } = findConstraint(
    utc,
    workflow,
    timelinesOf(...pilingUp),
    [],
    days("2026-03-01", "2026-03-28"),
    later,
  );

  test("is first by dwell and named with its reasons", () => {
    expect(columns.map(({ columnId }) => columnId)).toEqual(["review", "doing", "ready"]);
    expect(columns[0]).toMatchObject({
      arrivals: 28,
      departures: 10,
      levels: [0, 4, 9, 14, 18],
      growth: 18,
      isGrowing: true,
    });
    expect(columns[1]).toMatchObject({
      arrivals: 28,
      departures: 28,
      totalDwellMs: 28 * hour,
      dwellMeanMs: hour,
      dwellP85Ms: hour,
      isGrowing: false,
    });
    // No active column is right of Review, so the queue itself is named.
    expect(probable).toMatchObject({ columnId: "review", heldColumnId: "review" });
    expect(probable?.reasons.map(({ code }) => code)).toEqual(["dwell", "more-arrivals", "grew-throughout"]);
    expect(probable?.reasons[1]).toEqual({ code: "more-arrivals", arrivals: 28, departures: 10 });
  });

  test("that is a queue points at the next active column", () => {
    const waiting = Array.from({ length: 20 }, (_, index) =>
      history(`card ${index}`).enters("ready", at("2026-03-01 08:00") + index * day),
    );
    const found = findConstraint(
      utc,
      workflow,
      timelinesOf(...waiting),
      [],
      days("2026-03-01", "2026-03-20"),
      later,
    );
    expect(found.probable).toMatchObject({ columnId: "doing", heldColumnId: "ready" });
    expect(found.probable?.reasons.at(-1)).toEqual({ code: "queue-before", queueColumnId: "ready" });
  });

  test("that is a queue points past an active column that is administrative", () => {
    const waiting = Array.from({ length: 20 }, (_, index) =>
      history(`card ${index}`).enters("ready", at("2026-03-01 08:00") + index * day),
    );
    const found = findConstraint(
      utc,
      workflow,
      timelinesOf(...waiting),
      [],
      days("2026-03-01", "2026-03-20"),
      later,
      new Set(["doing"]),
    );
    expect(found.probable).toMatchObject({ columnId: "ready", heldColumnId: "ready" });
  });

  test("has its share of the dwell of all columns", () => {
    const dwell = columns.reduce((sum, column) => sum + column.totalDwellMs, 0);
    const { totalDwellMs = 0 } = columns[0] ?? {};
    expect(probable?.reasons[0]).toEqual({
      code: "dwell",
      rank: 1,
      totalDwellMs,
      share: totalDwellMs / dwell,
    });
    expect(totalDwellMs).toBeLessThan(dwell);
  });

  test("is not looked at when it is administrative", () => {
    const found = findConstraint(
      utc,
      workflow,
      timelinesOf(...pilingUp),
      [],
      days("2026-03-01", "2026-03-28"),
      later,
      new Set(["review"]),
    );
    expect(found.columns.map(({ columnId }) => columnId)).toEqual(["doing", "ready"]);
    expect(found.probable?.columnId).toBe("doing");
  });
});

test("without one that goes on growing, the longest dwell is named, and for that alone", () => {
  const atOnce = Array.from({ length: 10 }, (_, index) =>
    history(`card ${index}`).enters("doing", "2026-03-02 08:00"),
  );
  const { columns, probable } = findConstraint(
    utc,
    workflow,
    timelinesOf(...atOnce),
    [],
    days("2026-03-01", "2026-03-28"),
    later,
  );
  expect(columns[0]).toMatchObject({ columnId: "doing", arrivals: 10, departures: 0, isGrowing: false });
  expect(probable).toEqual({
    columnId: "doing",
    heldColumnId: "doing",
    reasons: [{ code: "dwell", rank: 1, totalDwellMs: columns[0]?.totalDwellMs, share: 1 }],
  });
});

test("a column that was emptied in the end has not grown", () => {
  const { columns, probable } = findConstraint(
    utc,
    workflow,
    timelinesOf(...emptied),
    [],
    days("2026-03-01", "2026-03-28"),
    later,
  );
  expect(columns[0]).toMatchObject({ columnId: "doing", levels: [0, 7, 14, 21, 0], isGrowing: false });
  expect(probable?.reasons.map(({ code }) => code)).toEqual(["dwell"]);
});

test("dwell is cut by the window, blocked time by the visit, and queue age is of now", () => {
  const cards = timelinesOf(
    history("A").enters("doing", "2026-02-27 00:00").enters("review", "2026-03-02 00:00"),
    history("B").enters("doing", "2026-03-03 00:00"),
  );
  const blocks = [
    { cardId: "A", from: at("2026-02-28 12:00"), to: at("2026-03-01 06:00") },
    { cardId: "B", from: at("2026-03-03 20:00"), to: null },
  ];
  const asOf = at("2026-03-04 12:00");
  const { columns } = findConstraint(utc, workflow, cards, blocks, days("2026-03-01", "2026-03-31"), asOf);
  expect(columns.find(({ columnId }) => columnId === "doing")).toMatchObject({
    arrivals: 1,
    departures: 1,
    levels: [1, 1, 0, 1, 1],
    growth: 0,
    totalDwellMs: 60 * hour,
    dwellMeanMs: 30 * hour,
    dwellP85Ms: 36 * hour,
    queueAge: { n: 1, p85Ms: 36 * hour, oldestMs: 36 * hour },
    blockedMs: 22 * hour,
  });
});

test("a range that has not begun has loads of nothing", () => {
  const { columns, probable } = findConstraint(
    utc,
    workflow,
    timelinesOf(...emptied),
    [],
    days("2027-01-01", "2027-01-31"),
    later,
  );
  expect(probable).toBeNull();
  for (const column of columns) {
    expect(column).toMatchObject({ arrivals: 0, departures: 0, levels: [0, 0, 0, 0, 0], totalDwellMs: 0 });
  }
});

test("a band grows by what arrived and did not depart; dwell has at least its blocked part", () => {
  fc.assert(
    fc.property(randomLogs, fc.nat(15), fc.integer({ min: 1, max: 15 }), (log, from, length) => {
      const range = { from: firstDay + from, to: firstDay + from + length - 1 };
      const cards = buildTimelines(workflow, log);
      const blocks = cards.map(({ cardId, cameAt }) => ({
        cardId,
        from: cameAt,
        to: cameAt + 2 * day,
      }));
      for (const load of findConstraint(utc, workflow, cards, blocks, range, later).columns) {
        expect(load.growth).toBe(load.arrivals - load.departures);
        expect(load.isGrowing ? load.growth : 4).toBeGreaterThanOrEqual(4);
        expect(load.blockedMs).toBeLessThanOrEqual(load.totalDwellMs);
        expect(load.blockedMs).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
