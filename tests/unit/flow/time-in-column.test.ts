import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { at, history, timelinesOf, utc, workflow } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const hour = 3_600_000;

test("time in column sums the visits that began in the range", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-01 00:00")
      .enters("review", "2026-03-02 00:00")
      .enters("doing", "2026-03-02 06:00")
      .enters("done", "2026-03-02 12:00"),
  );
  const [, , doing, , done] = measureTimeInColumn(
    utc,
    workflow,
    cards,
    days("2026-03-01", "2026-03-02"),
    at("2026-03-09 00:00"),
    [50],
  );
  expect(doing).toMatchObject({
    visits: 2,
    totalMs: 30 * hour,
    meanMs: 15 * hour,
    percentiles: { "50": 6 * hour },
  });
  expect(done).toMatchObject({ visits: 1, totalMs: 0, meanMs: null });
});

test("a visit that lasts counts up to now; one that began before the range does not count", () => {
  const cards = timelinesOf(
    history("open").enters("doing", "2026-03-02 00:00"),
    history("before").enters("doing", "2026-02-28 00:00").enters("review", "2026-03-02 00:00"),
  );
  const asOf = at("2026-03-04 00:00");
  const columns = measureTimeInColumn(utc, workflow, cards, days("2026-03-01", "2026-03-02"), asOf, [100]);
  expect(columns.find(({ columnId }) => columnId === "doing")).toMatchObject({
    visits: 1,
    totalMs: 48 * hour,
    percentiles: { "100": 48 * hour },
  });
});
