import { expect, test } from "vitest";
import { stretchesInProgress } from "@/lib/flow/log/timeline";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { sampleThroughput } from "@/lib/flow/metrics/forecast";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { countWipAt } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import {
  at,
  history,
  measureCycleTime,
  measureLeadTime,
  timelinesOf,
  utc,
  workflow,
} from "../../support/history";

const day = 86_400_000;
const march = { from: utc.dayOf(at("2026-03-01 00:00")), to: utc.dayOf(at("2026-03-31 00:00")) };
const past = { createdAt: at("2026-02-01 08:00"), startedAt: at("2026-02-10 08:00") };
const finished = { ...past, finishedAt: at("2026-02-20 08:00") };

test("a start on another board is the start here, in the backlog too; work in progress from the arrival", () => {
  const cards = timelinesOf(history("A").arrives("ideas", "2026-03-02 08:00", past));
  expect(cards).toMatchObject([{ ...past, cameAt: at("2026-03-02 08:00"), finishedAt: null }]);
  expect([1, 2, 3].map((date) => countWipAt(cards, at(`2026-03-0${date} 12:00`)))).toEqual([0, 1, 1]);
  expect(measureWorkItemAge(utc, cards, at("2026-03-02 12:00"))).toMatchObject([{ ageDays: 21 }]);
});

test("a card that was never started there starts by the rule of this board", () => {
  const story = history("A").arrives("ideas", "2026-03-02 08:00", { createdAt: past.createdAt });
  expect(timelinesOf(story)).toMatchObject([{ createdAt: past.createdAt, startedAt: null }]);
  expect(timelinesOf(story.enters("doing", "2026-03-04 08:00"))).toMatchObject([
    { startedAt: at("2026-03-04 08:00") },
  ]);
});

test("done here after a start there: finished here, with all of its time", () => {
  const cards = timelinesOf(
    history("A")
      .arrives("doing", "2026-03-02 08:00", { ...past, activeMs: 3 * day, blockedMs: day })
      .enters("done", "2026-03-04 08:00"),
  );
  expect(measureCycleTime(utc, cards, march, []).items).toMatchObject([{ days: 23, elapsedMs: 22 * day }]);
  expect(measureLeadTime(utc, cards, march, []).items).toMatchObject([{ days: 32 }]);
  const efficiency = measureFlowEfficiency(utc, workflow, cards, [], march);
  expect(efficiency).toMatchObject({ activeMs: 5 * day, blockedMs: day, waitMs: 16 * day });
});

test("a finish on another board is none here, until the card is reopened and done again", () => {
  const story = history("A").arrives("done", "2026-03-02 08:00", finished);
  const [card] = timelinesOf(story);
  expect(card).toMatchObject({ startedAt: past.startedAt, finishedAt: null, finishedElsewhere: true });
  expect(card && stretchesInProgress(card)).toEqual([]);
  expect(measureWorkItemAge(utc, timelinesOf(story), at("2026-03-09 08:00"))).toEqual([]);
  const again = timelinesOf(story.enters("doing", "2026-03-10 08:00").enters("done", "2026-03-12 08:00"));
  expect(again).toMatchObject([{ finishedAt: at("2026-03-12 08:00"), finishedElsewhere: false }]);
  expect(countThroughput(utc, again, march).total).toBe(1);
});

test("a start that stood for a finish there goes with the finish", () => {
  const straight = { ...finished, startedAt: finished.finishedAt };
  const story = history("A").arrives("done", "2026-03-02 08:00", straight);
  expect(timelinesOf(story)).toMatchObject([{ startedAt: finished.finishedAt, skippedStart: false }]);
  expect(timelinesOf(story.enters("doing", "2026-03-10 08:00"))).toMatchObject([
    { startedAt: at("2026-03-10 08:00") },
  ]);
});

test("a card that goes on keeps its finish, unlike one that is deleted", () => {
  const life = () => history("A").enters("doing", "2026-03-02 08:00").enters("done", "2026-03-04 08:00");
  const [departed] = timelinesOf(life().departs("2026-03-06 08:00"));
  expect(departed).toMatchObject({
    finishedAt: at("2026-03-04 08:00"),
    goneAt: at("2026-03-06 08:00"),
    hasDeparted: true,
    columnId: null,
  });
  expect(timelinesOf(life().leaves("2026-03-06 08:00"))).toMatchObject([
    { finishedAt: null, hasDeparted: false },
  ]);
});

test("work that goes on is in progress up to then", () => {
  const cards = timelinesOf(history("A").enters("doing", "2026-03-02 08:00").departs("2026-03-06 08:00"));
  expect([2, 5, 6].map((date) => countWipAt(cards, at(`2026-03-0${date} 12:00`)))).toEqual([1, 1, 0]);
  expect(countThroughput(utc, cards, march).total).toBe(0);
});

test("days before the board's first card are no days without a finish", () => {
  const cards = timelinesOf(
    history("A").arrives("doing", "2026-03-10 08:00", past).enters("done", "2026-03-11 08:00"),
  );
  expect(sampleThroughput(utc, cards, march, at("2026-03-13 08:00")).counts).toEqual([0, 1, 0]);
});
