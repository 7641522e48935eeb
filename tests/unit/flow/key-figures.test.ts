import { describe, expect, it } from "vitest";
import { compareNeed, isUrgent, type Need } from "@/lib/flow/boards/attention";
import { compareWithBefore, measureKeyFigures } from "@/lib/flow/boards/key-figures";
import { type DayRange, parseDay } from "@/lib/flow/calendar/calendar";
import { at, history, timelinesOf, utc } from "../../support/history";

const figuresOf = (days: DayRange) => measureKeyFigures(utc, timelines, days, later);
const range = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const later = at("2026-06-01 00:00");

/** Done in 2 days before 11 March, in 1 and 4 days from then on. */
const timelines = timelinesOf(
  history("A").enters("doing", "2026-03-05 00:00").enters("done", "2026-03-06 00:00"),
  history("B").enters("doing", "2026-03-12 00:00").enters("done", "2026-03-12 12:00"),
  history("C").enters("doing", "2026-03-14 00:00").enters("done", "2026-03-17 12:00"),
);

describe("key figures", () => {
  it("count what was finished, how long it took, and what was in progress on average", () => {
    // 0.5 days of B and 3.5 of C, by 10 days.
    expect(measureKeyFigures(utc, timelines, range("2026-03-11", "2026-03-20"), later)).toEqual({
      throughput: 2,
      medianDays: 1,
      p85Days: 4,
      averageWip: 0.4,
    });
  });

  it("average up to now where the range goes on", () => {
    const now = at("2026-03-15 00:00");
    const known = timelinesOf(history("C").enters("doing", "2026-03-14 00:00"));
    const { averageWip } = measureKeyFigures(utc, known, range("2026-03-11", "2026-03-20"), now);
    expect(averageWip).toBe(0.25);
    const toCome = measureKeyFigures(utc, known, range("2026-04-01", "2026-04-02"), now);
    expect(toCome).toEqual({ throughput: 0, medianDays: null, p85Days: null, averageWip: null });
    const justBegun = measureKeyFigures(utc, known, range("2026-03-15", "2026-03-20"), now);
    expect(justBegun.averageWip).toBeNull();
  });

  it("count no card that is not finished, in however long a range", () => {
    const open = timelinesOf(history("C").enters("doing", "2026-03-14 00:00"));
    expect(measureKeyFigures(utc, open, range("1960-01-01", "2026-03-20"), later).throughput).toBe(0);
  });

  it("stand beside those of the ten days before", () => {
    const days = range("2026-03-11", "2026-03-20");
    const { before, figures } = compareWithBefore(figuresOf, days, parseDay("2026-03-01"));
    expect(before).toEqual(range("2026-03-01", "2026-03-10"));
    expect(figures.throughput).toEqual({
      now: 2,
      before: 1,
      difference: 1,
      relative: 1,
      tooFew: { reason: "not enough finished yet", of: "cards", found: 1, needed: 10 },
    });
    expect(figures.medianDays).toMatchObject({ now: 1, before: 2 });
    expect(figures.averageWip.before).toBeCloseTo(0.1, 10);
  });

  it("stand alone where the board is younger than that", () => {
    const days = range("2026-03-11", "2026-03-20");
    const { before, figures } = compareWithBefore(figuresOf, days, parseDay("2026-03-02"));
    expect(before).toBeNull();
    expect(compareWithBefore(figuresOf, days, null).before).toBeNull();
    expect(figures.throughput).toEqual({
      now: 2,
      before: null,
      difference: null,
      relative: null,
      tooFew: { reason: "not enough finished yet", of: "cards", found: 2, needed: 10 },
    });
  });
});

describe("need of attention", () => {
  const none: Need = { andons: 0, late: 0, blocked: 0, overLimits: 0, atRisk: 0, fullLimits: 0 };

  it("puts boards in order: andons, then what is broken, then what may become so", () => {
    const needs: Record<string, Need> = {
      calm: none,
      risky: { ...none, atRisk: 5, late: 2 },
      stopped: { ...none, andons: 1 },
      late: { ...none, late: 2, blocked: 1 },
      over: { ...none, overLimits: 1 },
      full: { ...none, fullLimits: 9 },
    };
    const order = Object.keys(needs).sort((a, b) => compareNeed(needs[a] ?? none, needs[b] ?? none));
    expect(order).toEqual(["stopped", "late", "risky", "over", "full", "calm"]);
    expect(compareNeed(none, none)).toBe(0);
    expect(Object.keys(needs).filter((name) => isUrgent(needs[name] ?? none))).toEqual([
      "risky",
      "stopped",
      "late",
      "over",
    ]);
  });
});
