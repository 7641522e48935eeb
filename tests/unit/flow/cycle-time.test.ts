import { describe, expect, test } from "vitest";
import { createCalendar, parseDay } from "@/lib/flow/calendar/calendar";
import { at, history, measureCycleTime, timelinesOf, utc } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const hour = 3_600_000;

describe("cycle time", () => {
  test("days count both ends; 23:59:59 to 00:00:00 is two of them", () => {
    const cards = timelinesOf(
      history("same day").enters("ready", "2026-03-02 09:00").enters("done", "2026-03-02 10:00"),
      history("midnight").enters("ready", at("2026-03-02 23:59:59")).enters("done", "2026-03-03 00:00"),
    );
    const { items, n, percentiles } = measureCycleTime(
      utc,
      cards,
      days("2026-03-01", "2026-03-31"),
      [50, 100],
    );
    expect(items.map(({ card, days, elapsedMs }) => [card.cardId, days, elapsedMs])).toEqual([
      ["same day", 1, hour],
      ["midnight", 2, 1000],
    ]);
    expect([n, percentiles]).toEqual([2, { "50": 1, "100": 2 }]);
  });

  test("elapsed time has its own mean and percentiles", () => {
    const cards = timelinesOf(
      history("A").enters("ready", "2026-03-02 09:00").enters("done", "2026-03-02 10:00"),
      history("B").enters("ready", "2026-03-03 09:00").enters("done", "2026-03-03 12:00"),
    );
    expect(measureCycleTime(utc, cards, days("2026-03-01", "2026-03-31"), [50, 100])).toMatchObject({
      meanElapsedMs: 2 * hour,
      elapsedPercentilesMs: { "50": hour, "100": 3 * hour },
      histogram: [{ days: 1, count: 2 }],
    });
  });

  test("a card that is not finished is in no range, however wide", () => {
    const cards = timelinesOf(history("A").enters("ready", "2026-03-02 09:00"));
    expect(measureCycleTime(utc, cards, days("1960-01-01", "2099-12-31"), []).n).toBe(0);
  });

  test("an empty range has no figures rather than zeros", () => {
    const figures = measureCycleTime(utc, [], days("2026-03-01", "2026-03-31"), [85]);
    expect(figures).toMatchObject({ n: 0, percentiles: { "85": null }, meanElapsedMs: null, histogram: [] });
  });

  test("a night of daylight saving is one day later, whatever its hours", () => {
    const paris = createCalendar("Europe/Paris");
    const cards = timelinesOf(
      history("A").enters("ready", "2026-03-28 22:30").enters("done", "2026-03-28 23:30"),
    );
    expect(measureCycleTime(paris, cards, days("2026-03-01", "2026-03-31"), [50]).items[0]?.days).toBe(2);
  });
});
