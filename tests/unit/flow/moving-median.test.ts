import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildMovingMedian, medianRange } from "@/lib/flow/finished/moving-median";
import { history, measureCycleTime, timelinesOf, utc } from "../../support/history";

const range = { from: parseDay("2026-03-30"), to: parseDay("2026-04-02") };

test("the median of the cards finished on a day and the 29 days before", () => {
  const cards = timelinesOf(
    history("9 days").enters("doing", "2026-02-21 09:00").enters("done", "2026-03-01 09:00"),
    history("1 day").enters("doing", "2026-03-31 09:00").enters("done", "2026-03-31 10:00"),
    history("3 days").enters("doing", "2026-03-30 09:00").enters("done", "2026-04-01 10:00"),
    history("5 days").enters("doing", "2026-03-29 09:00").enters("done", "2026-04-02 10:00"),
  );
  const { items } = measureCycleTime(utc, cards, medianRange(range), []);
  expect(buildMovingMedian(utc, items, range)).toEqual([
    { date: "2026-03-30", days: 9, n: 1 },
    { date: "2026-03-31", days: 1, n: 1 },
    { date: "2026-04-01", days: 1, n: 2 },
    { date: "2026-04-02", days: 3, n: 3 },
  ]);
});

test("no cards, no median", () => {
  expect(buildMovingMedian(utc, [], { from: range.from, to: range.from })).toEqual([
    { date: "2026-03-30", days: null, n: 0 },
  ]);
});

test("it looks back 30 days, the day itself counted", () => {
  expect(medianRange(range)).toEqual({ from: parseDay("2026-03-01"), to: range.to });
});

test("cards leave the window one after the other", () => {
  const cards = timelinesOf(
    history("1 day").enters("doing", "2026-02-28 08:00").enters("done", "2026-02-28 09:00"),
    history("2 days").enters("doing", "2026-03-01 08:00").enters("done", "2026-03-02 09:00"),
    history("3 days").enters("doing", "2026-03-01 08:00").enters("done", "2026-03-03 09:00"),
  );
  const { items } = measureCycleTime(utc, cards, { from: parseDay("2026-02-01"), to: range.to }, []);
  const days = buildMovingMedian(utc, items, { from: parseDay("2026-03-29"), to: range.to });
  expect(days.map(({ n }) => n)).toEqual([3, 2, 2, 1, 0]);
});
