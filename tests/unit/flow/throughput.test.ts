import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { countThroughput, sumByPeriod } from "@/lib/flow/metrics/throughput";
import { history, timelinesOf, utc } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

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
