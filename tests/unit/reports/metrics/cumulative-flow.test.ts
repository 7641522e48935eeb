import { describe, expect, test } from "vitest";
import { measureSpan } from "@/components/reports/metrics/cumulative-flow/span";
import { spanWords } from "@/components/reports/metrics/cumulative-flow/span-words";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";

const columns = [
  { id: "i", name: "Ideas", kind: "backlog" as const, isCommitted: false },
  { id: "d", name: "Doing", kind: "active" as const, isCommitted: true },
  { id: "z", name: "Done", kind: "done" as const, isCommitted: true },
];

/** Cards in Doing and done at the end of each day, and how many had come to Doing. */
function flowOf(...days: [doing: number, done: number][]): CumulativeFlowAnswer {
  return {
    from: "2026-03-01",
    to: `2026-03-0${days.length}`,
    timeZone: "UTC",
    workingDays: null,
    cards: 9,
    excluded: [],
    limitChanges: [],
    columns,
    before: { date: "2026-02-28", counts: {}, arrivals: {}, departures: 0 },
    days: days.map(([doing, done], index) => ({
      date: `2026-03-0${index + 1}`,
      counts: { i: 5, d: doing, z: done },
      arrivals: { i: 5 + doing + done, d: doing + done, z: done },
      departures: done,
    })),
    at: null,
  };
}

describe("a cumulative flow read off between two days", () => {
  test("gives what came, what left, what is there, and how long ago it came", () => {
    // Two cards a day come and go, each after two days.
    const steady = flowOf([2, 0], [4, 0], [4, 2], [4, 4], [4, 6]);
    expect(measureSpan(steady, "2026-03-02", "2026-03-05")).toEqual({
      from: "2026-03-02",
      to: "2026-03-05",
      days: 3,
      arrived: 6,
      departed: 6,
      wip: 4,
      cycleDays: 2,
    });
  });

  test("takes a height between two days in proportion", () => {
    // Done is 3 high on the last day; the bands rose from 2 to 6 in the day before.
    expect(measureSpan(flowOf([2, 0], [6, 0], [3, 3]), "2026-03-01", "2026-03-03")?.cycleDays).toBe(1.75);
  });

  test("gives no width that begins before the picture, and none where nothing is in progress", () => {
    expect(measureSpan(flowOf([9, 1], [9, 3]), "2026-03-01", "2026-03-02")?.cycleDays).toBeNull();
    expect(measureSpan(flowOf([3, 0], [0, 3]), "2026-03-01", "2026-03-02")).toMatchObject({
      wip: 0,
      cycleDays: 0,
    });
  });

  test("asks for two days of the picture in order", () => {
    const flow = flowOf([2, 0], [4, 0]);
    expect(measureSpan(flow, "2026-03-02", "2026-03-01")).toBeNull();
    expect(measureSpan(flow, "2026-03-01", "2026-03-01")).toBeNull();
    expect(measureSpan(flow, "2026-02-01", "2026-03-01")).toBeNull();
  });

  test("is told in words", () => {
    const reading = { from: "a", to: "b", days: 4, arrived: 1200, departed: 6, wip: 1, cycleDays: 2.04 };
    expect(spanWords(reading, (day) => day)).toBe(
      "From the end of a to the end of b, 4 days: throughput 6 cards (1.50 a day), 1,200 arrived (300.00 a day). Work in progress at the end: 1 card. Approximate average cycle time: 2.0 days.",
    );
    expect(spanWords({ ...reading, cycleDays: null }, (day) => day)).toContain("before the first day shown");
  });
});
