import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs } from "@/lib/domain/duration";
import { type Calendar, createCalendar, instantsOf } from "@/lib/flow/calendar/calendar";
import type { LogEntry } from "@/lib/flow/log/step-log";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { buildCumulativeFlow, countColumnsAt } from "@/lib/flow/metrics/cumulative-flow";
import { checkLittlesLaw, integrateWip } from "@/lib/flow/metrics/littles-law";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { at, measureCycleTime, measureLeadTime, workflow } from "../../support/history";
import { randomLogs } from "../../support/random-logs";

/** Zones, with a day shortly before their clocks change. */
const zones = [
  ["UTC", "2026-03-01 00:00"],
  ["Europe/Paris", "2026-03-24 00:00"],
  ["Europe/Paris", "2026-10-20 00:00"],
  ["America/New_York", "2026-03-03 00:00"],
  // +13:45 in summer, +12:45 in winter, turned at 2:45 and 3:45 on the clock.
  ["Pacific/Chatham", "2026-03-31 00:00"],
  ["Pacific/Chatham", "2026-09-22 00:00"],
  // Clocks are turned at midnight: a day begins at 1 o'clock.
  ["Asia/Beirut", "2026-03-24 00:00"],
  ["America/St_Johns", "2026-03-03 00:00"],
] as const;

/** How instants are moved: left alone, to the first instant of their day, or to the last one before it. */
const edges = {
  "as they come": (_: Calendar, instant: number) => instant,
  "first instants of days": (calendar: Calendar, instant: number) =>
    calendar.startOf(calendar.dayOf(instant)),
  "last instants of days": (calendar: Calendar, instant: number) =>
    calendar.startOf(calendar.dayOf(instant)) - 1,
};

/** The date on the wall, from the platform and not from the calendar under test. */
function wallDate(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (instant) => format.format(instant);
}

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs;
const few = { numRuns: 15 };

/** The past that came along with a card, moved with the step that brought it: it never lies after that. */
function movedPast({ carried }: LogEntry, byMs: number): Pick<LogEntry, "carried"> {
  if (!carried) return {};
  const move = (instant: number | null) => (instant === null ? null : instant + byMs);
  return {
    carried: {
      ...carried,
      createdAt: carried.createdAt + byMs,
      startedAt: move(carried.startedAt),
      finishedAt: move(carried.finishedAt),
    },
  };
}

describe.each(zones)("%s from %s", (timeZone, begin) => {
  const calendar = createCalendar(timeZone);
  const dateOf = wallDate(timeZone);
  const firstDay = calendar.dayOf(at(begin));
  const range = { from: firstDay - 1, to: firstDay + 35 };
  const lastInstantOf = (index: number) => calendar.startOf(range.from + index + 1) - 1;

  describe.each(Object.entries(edges))("%s", (_, toEdge) => {
    const logs = fc.tuple(randomLogs, fc.integer({ min: 0, max: dayMs })).map(([log, shift]) =>
      log.map((entry): LogEntry => {
        const moved = toEdge(calendar, entry.at - at("2026-03-01 00:00") + at(begin) + shift);
        return { ...entry, at: moved, ...movedPast(entry, moved - entry.at) };
      }),
    );
    const check = (hold: (log: LogEntry[]) => void) => fc.assert(fc.property(logs, hold), few);

    test("days are days of the wall calendar, both ends counted", () => {
      check((log) => {
        const cards = buildTimelines(workflow, log);
        for (const { days, startedAt, finishedAt } of measureCycleTime(calendar, cards, range, []).items) {
          expect(days).toBe(dayNumber(dateOf(finishedAt)) - dayNumber(dateOf(startedAt)) + 1);
          expect(days).toBeGreaterThanOrEqual(1);
        }
        for (const { days, card, finishedAt } of measureLeadTime(calendar, cards, range, []).items)
          expect(days).toBe(
            dayNumber(dateOf(finishedAt)) - dayNumber(dateOf(card.createdAt ?? card.cameAt)) + 1,
          );
      });
    });

    test("throughput is by the date on the wall", () => {
      check((log) => {
        const cards = buildTimelines(workflow, log);
        for (const { date, count } of countThroughput(calendar, cards, range).days) {
          const finished = cards.filter(
            ({ finishedAt }) => finishedAt !== null && dateOf(finishedAt) === date,
          );
          expect(count).toBe(finished.length);
        }
      });
    });

    test("bands and WIP are those of the last instant of each day", () => {
      check((log) => {
        const cards = buildTimelines(workflow, log);
        buildCumulativeFlow(calendar, workflow, cards, range).forEach(({ counts }, index) => {
          expect(counts).toEqual(countColumnsAt(workflow, cards, lastInstantOf(index)));
        });
        buildWip(calendar, workflow, cards, range).forEach(({ wip }, index) => {
          expect(wip).toBe(countWipAt(cards, lastInstantOf(index)));
        });
      });
    });

    test("the age on a past day is that of the cards then in progress", () => {
      check((log) => {
        for (let index = 0; index < 36; index += 5) {
          const asOf = lastInstantOf(index);
          const cards = buildTimelines(workflow, log, asOf);
          const ages = measureWorkItemAge(calendar, cards, asOf);
          expect(ages.length).toBe(countWipAt(cards, asOf));
          for (const { ageDays, startedAt } of ages)
            expect(ageDays).toBe(dayNumber(dateOf(asOf)) - dayNumber(dateOf(startedAt)) + 1);
        }
      });
    });

    test("average WIP is by the window's true length, of 23 and 25 hours too", () => {
      check((log) => {
        const cards = buildTimelines(workflow, log);
        const { begin: from, end } = instantsOf(calendar, range);
        expect(checkLittlesLaw(calendar, cards, range).averageWip * (end - from)).toBeCloseTo(
          integrateWip(cards, from, end),
          0,
        );
      });
    });
  });
});
