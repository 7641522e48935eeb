import fc from "fast-check";
import { expect, test } from "vitest";
import { instantsOf } from "@/lib/flow/calendar/calendar";
import type { LogEntry } from "@/lib/flow/log/step-log";
import {
  buildTimelines,
  type CardMilestones,
  startedHereAt,
  stretchesInProgress,
  type Visit,
} from "@/lib/flow/log/timeline";
import { buildCumulativeFlow } from "@/lib/flow/metrics/cumulative-flow";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { checkLittlesLaw, integrateWip } from "@/lib/flow/metrics/littles-law";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { columns, measureCycleTime, utc, workflow } from "../../support/history";
import { firstDay, randomLogs, wholeRange } from "../../support/random-logs";

const range = { from: firstDay, to: firstDay + 20 };
const hour = 3_600_000;

const lengthUpTo =
  (asOf: number) =>
  ({ enteredAt, leftAt }: Visit) =>
    (leftAt ?? asOf) - enteredAt;
/** Infinity for a card that is no work in progress of this board. */
const hereSince = (card: CardMilestones) => startedHereAt(card) ?? Number.POSITIVE_INFINITY;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("bands sum to the cards on the board, and arrivals and departures never fall", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      const flow = buildCumulativeFlow(utc, workflow, cards, range);
      flow.forEach((day, index) => {
        const end = utc.startOf(range.from + index + 1);
        const onBoard = cards.filter(({ visits }) =>
          visits.some(({ enteredAt, leftAt }) => enteredAt < end && (leftAt === null || leftAt >= end)),
        );
        expect(sum(Object.values(day.counts))).toBe(onBoard.length);
        const before = flow[index - 1];
        if (!before) return;
        expect(day.departures).toBeGreaterThanOrEqual(before.departures);
        for (const { id } of columns)
          expect(day.arrivals[id]).toBeGreaterThanOrEqual(before.arrivals[id] ?? 0);
      });
      for (const day of flow) {
        const line = columns.map(({ id }) => day.arrivals[id] ?? 0);
        expect(line).toEqual([...line].sort((a, b) => b - a));
      }
    }),
  );
});

test("what happens later never changes the bands of days that are over", () => {
  fc.assert(
    fc.property(randomLogs, fc.integer({ min: 0, max: 20 }), (log, days) => {
      const end = utc.startOf(firstDay + days + 1);
      const past = { from: firstDay, to: firstDay + days };
      const bands = (entries: LogEntry[]) =>
        buildCumulativeFlow(utc, workflow, buildTimelines(workflow, entries), past).map(
          ({ counts }) => counts,
        );
      expect(bands(log)).toEqual(bands(log.filter(({ at }) => at < end)));
    }),
  );
});

test("replay gives the present column of every card", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      for (const card of buildTimelines(workflow, log)) {
        expect(card.columnId).toBe(log.findLast(({ cardId }) => cardId === card.cardId)?.toColumnId);
      }
    }),
  );
});

test("the parts of flow efficiency add up to the cycle times", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      const blocks = cards.map(({ cardId, cameAt }) => ({
        cardId,
        from: cameAt + 5 * hour,
        to: cameAt + 50 * hour,
      }));
      const { activeMs, waitMs, blockedMs } = measureFlowEfficiency(utc, workflow, cards, blocks, range);
      const finished = cards.filter(
        ({ finishedAt }) =>
          finishedAt !== null && utc.dayOf(finishedAt) >= range.from && utc.dayOf(finishedAt) <= range.to,
      );
      const cycle = sum(finished.map(({ startedAt, finishedAt }) => (finishedAt ?? 0) - (startedAt ?? 0)));
      expect(activeMs + waitMs + blockedMs).toBe(cycle);
      expect(Math.min(activeMs, waitMs, blockedMs)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("daily WIP is the WIP of the last instant of each day, and throughput sums to the finished", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      buildWip(utc, workflow, cards, range).forEach((day, index) => {
        expect(day.wip).toBe(countWipAt(cards, utc.startOf(range.from + index + 1) - 1));
      });
      const whole = { from: firstDay - 1, to: firstDay + 200 };
      expect(countThroughput(utc, cards, whole).total).toBe(
        cards.filter(({ finishedAt }) => finishedAt !== null).length,
      );
    }),
  );
});

test("L·T = Σ W(finished) − Σ age at the start + Σ age at the end, where no card leaves the board", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const stays = new Set(log.map(({ cardId }) => cardId));
      for (const { cardId, toColumnId } of log) if (toColumnId === null) stays.delete(cardId);
      const cards = buildTimelines(workflow, log).filter(({ cardId }) => stays.has(cardId));
      const { begin, end } = instantsOf(utc, range);
      const ageAt = (instant: number) =>
        sum(
          cards
            .filter(
              (card) => hereSince(card) < instant && (card.finishedAt === null || card.finishedAt >= instant),
            )
            .map((card) => instant - hereSince(card)),
        );
      const finished = cards.filter(
        ({ finishedAt }) => finishedAt !== null && finishedAt >= begin && finishedAt < end,
      );
      const cycle = sum(finished.map((card) => (card.finishedAt ?? 0) - hereSince(card)));
      expect(integrateWip(cards, begin, end)).toBe(cycle - ageAt(begin) + ageAt(end));
      const law = checkLittlesLaw(utc, cards, range);
      expect(law.averageWip * (end - begin)).toBeCloseTo(integrateWip(cards, begin, end), 0);
    }),
  );
});

test("elapsed cycle time is the time in progress, the time off the board, and the time on another board", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      for (const { card: finished, elapsedMs } of measureCycleTime(utc, cards, wholeRange, []).items) {
        const card = cards.find((one) => one === finished);
        if (!card) throw new Error(`${finished.cardId} has no timeline`);
        const inProgress = stretchesInProgress(card).map(({ from, to }) => (to ?? Number.NaN) - from);
        const away = card.visits.map(({ enteredAt, leftAt }, index) => {
          const next = card.visits[index + 1];
          const isStarted = card.startedAt !== null && enteredAt >= card.startedAt;
          return next && isStarted ? next.enteredAt - (leftAt ?? Number.NaN) : 0;
        });
        const elsewhere = hereSince(card) - (card.startedAt ?? Number.NaN);
        expect(sum(inProgress) + sum(away) + elsewhere).toBe(elapsedMs);
      }
    }),
  );
});

test("time in each column adds up to the time on the board", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const cards = buildTimelines(workflow, log);
      const asOf = utc.startOf(wholeRange.to);
      const notDone = cards.flatMap(({ visits }) =>
        visits.filter(({ columnId }) => !workflow.isDone(columnId)).map(lengthUpTo(asOf)),
      );
      const columnsTime = measureTimeInColumn(utc, workflow, cards, wholeRange, asOf, []);
      expect(sum(columnsTime.map(({ totalMs }) => totalMs))).toBe(sum(notDone));
    }),
  );
});
