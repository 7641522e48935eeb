import fc from "fast-check";
import { expect, test } from "vitest";
import { compareWithBefore, measureFinishes } from "@/lib/flow/boards/key-figures";
import { compareTeam, forecastTeam, lastDays, type TeamPart } from "@/lib/flow/boards/team-figures";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { at, history, timelinesOf, utc, workflow } from "../../support/history";
import { randomLogs } from "../../support/random-logs";

const hour = 3_600_000;
const now = at("2026-03-31 12:00");
const today = utc.dayOf(now);
const start = today - 200;

/** A board on which one card was finished so many days ago, for each number, and each took `took` days. */
function board(
  daysAgo: readonly number[],
  took: number,
  calendar = utc,
  firstDay: number | null = start,
): TeamPart {
  const cards = daysAgo.map((ago, index) => {
    const finished = now - ago * 24 * hour;
    return history(`${took} ${index}`)
      .enters("doing", finished - (took - 1) * 24 * hour)
      .enters("done", finished);
  });
  return { calendar, cards: timelinesOf(...cards), today: calendar.dayOf(now), firstDay };
}

test("the percentiles are those of all cards together", () => {
  // Two quick cards and six slow ones: half took 9 days or less, though the mean of the boards' medians is 5.
  const parts = [board([1, 2], 1), board([1, 2, 3, 4, 5, 6], 9)];
  const { throughput, medianDays, p85Days } = compareTeam(parts, 30);
  expect([throughput.now, medianDays.now, p85Days.now]).toEqual([8, 9, 9]);
});

test("a board without the days before did nothing then", () => {
  const old = board([1, 40, 41], 3);
  const young = board([1, 2], 5, utc, today - 10);
  expect(compareTeam([old, young], 30).throughput).toEqual({
    now: 3,
    before: 2,
    difference: 1,
    relative: 0.5,
    tooFew: { reason: "not enough finished yet", of: "cards", found: 2, needed: 10 },
  });
  expect(compareTeam([young], 30).throughput).toMatchObject({ now: 2, before: null });
});

test("a board of which the history begins with the days before did what it did then", () => {
  const from = (daysAgo: number) => compareTeam([board([1, 40], 3, utc, today - daysAgo)], 30).throughput;
  expect(from(59)).toMatchObject({ now: 1, before: 1 });
  expect(from(58)).toMatchObject({ now: 1, before: null });
});

test("a board without any history is none to compare with, and no quiet days to draw from", () => {
  const untouched = board([], 1, utc, null);
  expect(compareTeam([untouched], 30).throughput).toMatchObject({ now: 0, before: null });
  const daily = Array.from({ length: 20 }, (_, index) => index + 1);
  const { forecast } = forecastTeam([untouched, board(daily, 1, utc, today - 20)], 90, 7, [85], 1);
  expect(forecast).toMatchObject({ sampleDays: 20, percentiles: { "85": 7 } });
});

test("boards that count the same working days draw by them, boards that count others by the weekday", () => {
  const daily = Array.from({ length: 40 }, (_, index) => index + 1);
  const counting = (...weekdays: number[]) =>
    board(daily, 1, weekdays.length > 0 ? createCalendar("UTC", { weekdays, holidays: [] }) : utc);
  const basisOf = (...parts: TeamPart[]) => forecastTeam(parts, 90, 14, [85], 1).forecast?.basis;
  expect(basisOf(counting(1, 2, 3), counting(1, 2, 3))).toBe("working-day");
  expect(basisOf(counting(1, 2, 3), counting(1, 2, 3), counting(1, 2))).toBe("weekday");
  expect(basisOf(counting(1, 2, 3), counting())).toBe("weekday");
});

test("one board alone has the figures of the board", () => {
  fc.assert(
    fc.property(randomLogs, fc.integer({ min: 5, max: 30 }), (log, days) => {
      const cards = buildTimelines(workflow, log);
      const part = { calendar: utc, cards, today: utc.dayOf(at("2026-03-31 00:00")), firstDay: start };
      const { figures } = compareWithBefore(
        (range) => measureFinishes(utc, cards, range),
        lastDays(part.today, days),
        start,
      );
      expect(compareTeam([part], days)).toEqual(figures);
    }),
  );
});

test("a forecast draws days of all boards together, each by its own calendar", () => {
  // One card a day on each board, on every one of the last 90 days: two a day, whatever is drawn.
  const daily = Array.from({ length: 90 }, (_, index) => index + 1);
  const parts = [board(daily, 1), board(daily, 1, createCalendar("Pacific/Chatham"))];
  expect(forecastTeam(parts, 90, 14, [85], 1).forecast?.percentiles).toEqual({ "85": 28 });
  expect(forecastTeam([board([1, 2, 3], 1)], 90, 14, [85], 1)).toEqual({
    forecast: null,
    tooFew: { reason: "not enough finished yet", of: "cards", found: 3, needed: 10 },
  });
  expect(forecastTeam([], 90, 14, [85], 1).tooFew).toMatchObject({ found: 0 });
});

test("a team's forecast knows the weekday: boards that finish on Mondays alone finish none from Tuesday to Sunday", () => {
  // 31 March 2026 is a Tuesday; the last twelve Mondays are 1, 8, 15 … days ago.
  const mondays = Array.from({ length: 12 }, (_, week) => 1 + week * 7);
  const { forecast } = forecastTeam([board(mondays, 1)], 90, 6, [50], 1);
  expect(forecast).toMatchObject({ basis: "weekday", percentiles: { "50": 0 } });
  expect(forecastTeam([board(mondays, 1)], 90, 7, [95], 1).forecast?.percentiles["95"]).toBe(0);
});
