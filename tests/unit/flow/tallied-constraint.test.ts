import fc from "fast-check";
import { expect, test } from "vitest";
import { findTalliedConstraint } from "@/lib/flow/boards/tallied-constraint";
import type { ColumnTally } from "@/lib/flow/log/column-tally";
import { buildTimelines, type Timeline } from "@/lib/flow/log/timeline";
import { findConstraint, parts } from "@/lib/flow/metrics/constraint";
import { at, utc, workflow } from "../../support/history";
import { firstDay, randomLogs } from "../../support/random-logs";

test("a column's tally gives its levels and the time that cards spent in it", () => {
  const tally: ColumnTally = {
    columnId: "review",
    present: 3,
    changes: [
      { part: 0, entered: 1, exited: 0, enteredMs: 80, exitedMs: 0 },
      { part: 1, entered: 1, exited: 1, enteredMs: 70, exitedMs: 60 },
      { part: 3, entered: 1, exited: 0, enteredMs: 10, exitedMs: 0 },
    ],
  };
  const { columns, probable } = findTalliedConstraint(workflow, [tally], 100);
  // One card stayed the whole window, one left after 40 of it; the others came 80, 70 and 10 before its end.
  expect(columns).toEqual([
    {
      columnId: "review",
      arrivals: 3,
      departures: 1,
      levels: [1, 2, 2, 2, 3],
      totalDwellMs: 200,
      isGrowing: false,
    },
  ]);
  expect(probable).toMatchObject({ columnId: "review", heldColumnId: "review" });
  expect(findTalliedConstraint(workflow, [], 100).probable).toBeNull();
});

/** What a tally says, from the visits themselves. */
function tallyOf(columnId: string, timelines: Timeline[], begin: number, end: number): ColumnTally {
  const visits = timelines.flatMap((card) => card.visits).filter((visit) => visit.columnId === columnId);
  const within = (instant: number | null): instant is number =>
    instant !== null && instant >= begin && instant < end;
  const came = visits.map(({ enteredAt }) => enteredAt).filter(within);
  const went = visits.map(({ leftAt }) => leftAt).filter(within);
  const restOf = (instants: number[]) => instants.reduce((sum, instant) => sum + end - instant, 0);
  return {
    columnId,
    present: visits.filter(({ enteredAt, leftAt }) => enteredAt < end && (leftAt === null || leftAt >= end))
      .length,
    changes: Array.from({ length: parts }, (_, part) => {
      const inPart = (instant: number) => Math.floor(((instant - begin) * parts) / (end - begin)) === part;
      const [entered, exited] = [came.filter(inPart), went.filter(inPart)];
      return {
        part,
        entered: entered.length,
        exited: exited.length,
        enteredMs: restOf(entered),
        exitedMs: restOf(exited),
      };
    }),
  };
}

test("whatever happened, it is the constraint that the single cards show", () => {
  const range = { from: firstDay + 2, to: firstDay + 12 };
  const begin = utc.startOf(range.from);
  const end = at("2026-03-13 10:20");
  fc.assert(
    fc.property(randomLogs, (log) => {
      const timelines = buildTimelines(workflow, log, end);
      const tallies = workflow.columns
        .filter(({ kind }) => kind === "queue" || kind === "active")
        .map(({ id }) => tallyOf(id, timelines, begin, end));
      const found = findTalliedConstraint(workflow, tallies, end - begin);
      const whole = findConstraint(utc, workflow, timelines, [], range, end);
      expect(whole.columns).toMatchObject(found.columns);
      expect(found.probable).toEqual(whole.probable);
    }),
  );
});
