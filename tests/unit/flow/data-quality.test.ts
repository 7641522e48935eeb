import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import type { LogEntry } from "@/lib/flow/log/step-log";
import { buildTimelines, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { measureDataQuality } from "@/lib/flow/metrics/data-quality";
import { columns, history, timelinesOf, utc, workflow } from "../../support/history";
import { randomLogs, wholeRange } from "../../support/random-logs";

const march = { from: parseDay("2026-03-01"), to: parseDay("2026-03-31") };
const nothing = { count: 0, cards: [] };

/** The findings of March, cards by name. */
function findIn(cards: readonly Timeline[], under = workflow) {
  const found = Object.entries(measureDataQuality(utc, under, cards, march));
  return Object.fromEntries(
    found.map(([kind, finding]) => [
      kind,
      { count: finding.count, cards: finding.cards.map(({ cardId }) => cardId) },
    ]),
  );
}

describe("findings", () => {
  test("a plain card has none", () => {
    const cards = timelinesOf(
      history("A")
        .enters("ideas", "2026-03-01 09:00")
        .enters("ready", "2026-03-02 09:00")
        .enters("doing", "2026-03-03 09:00")
        .enters("review", "2026-03-04 09:00")
        .enters("done", "2026-03-05 09:00"),
    );
    expect(findIn(cards)).toEqual({
      backwardMoves: nothing,
      skippedColumns: nothing,
      reopened: nothing,
      neverStarted: nothing,
    });
  });

  test("a reopening is a backward move as well; each card is named once", () => {
    const cards = timelinesOf(
      history("A")
        .enters("review", "2026-03-01 09:00")
        .enters("doing", "2026-03-02 09:00")
        .enters("review", "2026-03-03 09:00")
        .enters("done", "2026-03-04 09:00")
        .enters("review", "2026-03-05 09:00"),
    );
    expect(findIn(cards)).toEqual({
      backwardMoves: { count: 2, cards: ["A"] },
      skippedColumns: nothing,
      reopened: { count: 1, cards: ["A"] },
      neverStarted: nothing,
    });
  });

  test("a column is skipped by a jump over it, unless the card had been there or was made beyond it", () => {
    const cards = timelinesOf(
      history("jumps").enters("ready", "2026-03-01 09:00").enters("review", "2026-03-02 09:00"),
      history("made beyond").enters("doing", "2026-03-01 09:00").enters("review", "2026-03-02 09:00"),
      history("had been there")
        .enters("ready", "2026-03-01 09:00")
        .enters("doing", "2026-03-02 09:00")
        .enters("ready", "2026-03-03 09:00")
        .enters("review", "2026-03-04 09:00"),
    );
    expect(findIn(cards).skippedColumns).toEqual({
      count: 1,
      cards: ["jumps"],
    });
  });

  test("never started: straight to done, or made there", () => {
    const cards = timelinesOf(
      history("straight").enters("ideas", "2026-03-01 09:00").enters("done", "2026-03-02 09:00"),
      history("made done").enters("done", "2026-03-03 09:00"),
    );
    expect(findIn(cards)).toMatchObject({
      neverStarted: { count: 2, cards: ["straight", "made done"] },
      skippedColumns: { cards: ["straight"] },
    });
  });

  test("a restored card has not moved", () => {
    const cards = timelinesOf(
      history("A")
        .enters("review", "2026-03-01 09:00")
        .leaves("2026-03-02 09:00")
        .enters("ready", "2026-03-03 09:00"),
    );
    expect(findIn(cards).backwardMoves).toEqual(nothing);
  });

  test("only what happened in the range counts", () => {
    const cards = timelinesOf(
      history("A").enters("doing", "2026-03-31 09:00").enters("ready", "2026-04-01 00:00"),
    );
    expect(findIn(cards).backwardMoves?.count).toBe(0);
    const april = { from: march.to + 1, to: march.to + 30 };
    expect(measureDataQuality(utc, workflow, cards, april).backwardMoves.count).toBe(1);
  });

  test("columns that the workflow leaves out are neither skipped nor moved from", () => {
    const present = buildWorkflow({
      timeZone: "UTC",
      commitmentColumnId: null,
      columns: columns.filter(({ id }) => id !== "doing"),
    });
    const cards = timelinesOf(
      history("over it").enters("ready", "2026-03-01 09:00").enters("review", "2026-03-02 09:00"),
      history("out of it").enters("doing", "2026-03-01 09:00").enters("ready", "2026-03-02 09:00"),
    );
    expect(findIn(cards, present)).toMatchObject({
      skippedColumns: nothing,
      backwardMoves: nothing,
    });
  });
});

test("agrees with what the timelines count, and days add up to the range", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      const quality = measureDataQuality(utc, workflow, cards, wholeRange);
      const leavers = new Set(
        log.filter(({ toColumnId }) => toColumnId === null).map(({ cardId }) => cardId),
      );
      const stayers = cards.filter(({ cardId }) => !leavers.has(cardId));
      const moves = measureDataQuality(utc, workflow, stayers, wholeRange);
      const count = (test: (entry: LogEntry) => boolean) =>
        log.filter((entry) => !leavers.has(entry.cardId) && test(entry)).length;
      const place = (id: string | null) => columns.findIndex((column) => column.id === id);
      expect(moves.backwardMoves.count).toBe(
        count(({ fromColumnId, toColumnId }) => place(toColumnId) < place(fromColumnId)),
      );
      expect(moves.reopened.count).toBe(count(({ fromColumnId }) => fromColumnId === "done"));
      expect(quality.neverStarted.cards).toEqual(cards.filter(({ skippedStart }) => skippedStart));
      for (const kind of ["backwardMoves", "skippedColumns", "reopened", "neverStarted"] as const) {
        let byDay = 0;
        for (let day = wholeRange.from; day <= wholeRange.to; day++)
          byDay += measureDataQuality(utc, workflow, cards, { from: day, to: day })[kind].count;
        expect(byDay).toBe(quality[kind].count);
        expect(new Set(quality[kind].cards).size).toBe(quality[kind].cards.length);
      }
    }),
    { numRuns: 30 },
  );
});
