import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { measurePace } from "@/lib/flow/metrics/pace";
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
    { columnId: "ready", n: 1, percentiles: { "50": 5, "100": 5 } },
    { columnId: "doing", n: 2, percentiles: { "50": 5, "100": 7 } },
    { columnId: "review", n: 1, percentiles: { "50": 8, "100": 8 } },
  ]);
});

test("a column is raised to the highest before it, and to nothing else", () => {
  const cards = timelinesOf(
    history("slow in ready").enters("ready", "2026-03-01 09:00").enters("done", "2026-03-05 10:00"),
    ...["A", "B"].map((name) =>
      history(name).enters("doing", "2026-03-10 09:00").enters("done", "2026-03-11 10:00"),
    ),
  );
  // Ready alone is 5 and 5, Doing 2 and 2; the cycle times are 2 and 5, and lower nothing.
  expect(measurePace(utc, workflow, cards, range, [50, 100])).toEqual([
    { columnId: "ready", n: 1, percentiles: { "50": 5, "100": 5 } },
    { columnId: "doing", n: 2, percentiles: { "50": 5, "100": 5 } },
    { columnId: "review", n: 0, percentiles: { "50": null, "100": null } },
  ]);
});

test("a column in which no finished card was has no pace", () => {
  const cards = timelinesOf(
    history("A").enters("doing", "2026-03-10 09:00").enters("done", "2026-03-12 10:00"),
  );
  expect(measurePace(utc, workflow, cards, range, [85])).toEqual([
    { columnId: "ready", n: 0, percentiles: { "85": null } },
    { columnId: "doing", n: 1, percentiles: { "85": 3 } },
    { columnId: "review", n: 0, percentiles: { "85": null } },
  ]);
  expect(measurePace(utc, workflow, [], range, [85]).map(({ percentiles }) => percentiles["85"])).toEqual([
    null,
    null,
    null,
  ]);
});

test("each value is the highest of those measured up to its column, and counts that column's cards", () => {
  fc.assert(
    fc.property(randomLogs, fc.integer({ min: 1, max: 100 }), (log, percent) => {
      const cards = buildTimelines(workflow, log).filter(({ finishedAt }) => finishedAt !== null);
      let highest = 0;
      for (const { columnId, n, percentiles } of measurePace(utc, workflow, cards, wholeRange, [percent])) {
        const ages = cards.flatMap(({ startedAt, visits }) => {
          const exit = visits.findLast((visit) => visit.columnId === columnId && visit.leftAt !== null);
          return exit ? [utc.countDays(startedAt ?? 0, exit.leftAt ?? 0)] : [];
        });
        const measured = ages.sort((a, b) => a - b)[Math.ceil((percent * ages.length) / 100 - 1e-9) - 1];
        if (measured !== undefined) highest = Math.max(highest, measured);
        expect({ n, value: percentiles[percent] }).toEqual({
          n: ages.length,
          value: measured === undefined ? null : highest,
        });
      }
    }),
  );
});
