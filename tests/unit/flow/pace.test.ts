import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar";
import { measureCycleTime } from "@/lib/flow/cycle-time";
import { measurePace } from "@/lib/flow/pace";
import { readTimelines } from "@/lib/flow/timeline";
import { history, timelinesOf, utc, workflow } from "../../support/history";
import { randomLogs, wholeRange } from "../../support/random-logs";

const range = { from: parseDay("2026-03-01"), to: parseDay("2026-03-31") };

test("age on leaving a column for the last time", () => {
  const cards = timelinesOf(
    history("A")
      .enters("ideas", "2026-02-20 09:00")
      .enters("ready", "2026-03-01 09:00")
      .enters("doing", "2026-03-02 09:00")
      .enters("ready", "2026-03-04 09:00")
      .enters("doing", "2026-03-05 09:00")
      .enters("review", "2026-03-07 09:00")
      .enters("done", "2026-03-08 09:00"),
    history("skips review").enters("doing", "2026-03-10 09:00").enters("done", "2026-03-10 10:00"),
    history("not finished").enters("doing", "2026-03-10 09:00"),
    history("too late").enters("doing", "2026-03-10 09:00").enters("done", "2026-04-10 10:00"),
  );
  expect(measurePace(utc, workflow, cards, range, [50, 100])).toEqual([
    { columnId: "ready", n: 1, percentiles: { "50": 1, "100": 5 } },
    { columnId: "doing", n: 2, percentiles: { "50": 1, "100": 7 } },
    { columnId: "review", n: 2, percentiles: { "50": 1, "100": 8 } },
  ]);
});

test("a column is raised to the one before it, and no column is above the cycle times", () => {
  const cards = timelinesOf(
    history("slow in ready").enters("ready", "2026-03-01 09:00").enters("done", "2026-03-05 10:00"),
    ...["A", "B"].map((name) =>
      history(name).enters("doing", "2026-03-10 09:00").enters("done", "2026-03-11 10:00"),
    ),
  );
  // Ready alone would be 5 and 5, Doing 2 and 2, the cycle times are 2 and 5.
  expect(measurePace(utc, workflow, cards, range, [50, 100]).map(({ percentiles }) => percentiles)).toEqual([
    { "50": 2, "100": 5 },
    { "50": 2, "100": 5 },
    { "50": 2, "100": 5 },
  ]);
});

test("a column in which no finished card was has no pace", () => {
  const cards = timelinesOf(
    history("A").enters("doing", "2026-03-10 09:00").enters("done", "2026-03-12 10:00"),
  );
  expect(measurePace(utc, workflow, cards, range, [85])).toEqual([
    { columnId: "ready", n: 0, percentiles: { "85": null } },
    { columnId: "doing", n: 1, percentiles: { "85": 3 } },
    { columnId: "review", n: 1, percentiles: { "85": 3 } },
  ]);
  expect(measurePace(utc, workflow, [], range, [85]).map(({ percentiles }) => percentiles["85"])).toEqual([
    null,
    null,
    null,
  ]);
});

test("never falls from left to right, and ends with the percentiles of cycle time", () => {
  fc.assert(
    fc.property(randomLogs, fc.integer({ min: 1, max: 100 }), (log, percent) => {
      const cards = readTimelines(workflow, log);
      const values = measurePace(utc, workflow, cards, wholeRange, [percent]).map(
        ({ percentiles }) => percentiles[percent],
      );
      expect(values.at(-1)).toBe(measureCycleTime(utc, cards, wholeRange, [percent]).percentiles[percent]);
      const known = values.filter((value) => value != null);
      expect(known).toEqual([...known].sort((a, b) => a - b));
      for (const value of known) expect(value).toBeGreaterThanOrEqual(1);
    }),
  );
});
