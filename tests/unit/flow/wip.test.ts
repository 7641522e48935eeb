import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { at, history, timelinesOf, utc, workflow } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

test("WIP counts from start to finish; columns count what is in them", () => {
  const cards = timelinesOf(
    history("sent back").enters("doing", "2026-03-01 09:00").enters("ideas", "2026-03-02 09:00"),
    history("finished").enters("ready", "2026-03-01 09:00").enters("done", "2026-03-03 09:00"),
  );
  const wip = buildWip(utc, workflow, cards, days("2026-03-01", "2026-03-03"));
  expect(wip.map((day) => [day.wip, day.byColumn.doing, day.byColumn.ready])).toEqual([
    [2, 1, 1],
    [2, 0, 1],
    [1, 0, 0],
  ]);
  expect(countWipAt(cards, at("2026-03-03 09:00"))).toBe(1);
});

test("a card is in progress from the instant of its start up to that of its finish", () => {
  const cards = timelinesOf(
    history("A").enters("ready", "2026-03-01 09:00").enters("done", "2026-03-03 09:00"),
  );
  const times = ["2026-03-01 08:59", "2026-03-01 09:00", "2026-03-03 08:59", "2026-03-03 09:00"];
  expect(times.map((time) => countWipAt(cards, at(time)))).toEqual([0, 1, 1, 0]);
});

test("columns that are no work in progress are not counted by column", () => {
  const [day] = buildWip(utc, workflow, [], days("2026-03-01", "2026-03-01"));
  expect(day?.byColumn).toEqual({ ready: 0, doing: 0, review: 0 });
});
