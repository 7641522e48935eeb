import { describe, expect, test } from "vitest";
import { constraintSentence, sayReason } from "@/components/reports/metrics/constraint/words";
import type { ConstraintAnswer } from "@/lib/contracts/metrics/constraint";
import { dayMs } from "@/lib/domain/duration";
import { tooFewFinished } from "@/lib/flow/finished/too-few";

const frame = {
  from: "2026-03-01",
  to: "2026-03-30",
  timeZone: "UTC",
  workingDays: null,
  cards: 9,
  excluded: [],
  limitChanges: [],
};

describe("probable constraint", () => {
  const ready = "00000000-0000-4000-8000-000000000001";
  const doing = "00000000-0000-4000-8000-000000000002";
  const load = {
    arrivals: 9,
    departures: 4,
    levels: [0, 1, 2, 3, 5],
    growth: 5,
    totalDwellMs: dayMs,
    dwellMeanMs: dayMs,
    dwellP85Ms: dayMs,
    queueAge: { n: 5, p85Ms: null, oldestMs: null },
    blockedMs: 0,
    isGrowing: true,
  };
  const answer: ConstraintAnswer = {
    ...frame,
    tooFew: null,
    columns: [
      { ...load, columnId: ready, name: "Ready", kind: "queue" },
      { ...load, columnId: doing, name: "Doing", kind: "active", isGrowing: false },
    ],
    probable: {
      columnId: doing,
      heldColumnId: ready,
      reasons: [{ code: "grew-throughout", levels: load.levels }],
    },
  };

  test("is always called probable, and a guess from dwell alone weak", () => {
    expect(constraintSentence(answer)).toBe(
      "The probable constraint is Doing: work piled up in Ready before it through the whole range.",
    );
    const byDwell = { columnId: doing, heldColumnId: doing, reasons: [] };
    expect(constraintSentence({ ...answer, probable: byDwell })).toMatch(
      /^The probable constraint is Doing, a weak guess: .* there/,
    );
    expect(constraintSentence({ ...answer, probable: null })).toMatch(/^No card was in a queue/);
    expect(constraintSentence({ ...answer, probable: null, tooFew: tooFewFinished(9) })).toBe(
      "Not enough finished yet: 9 of 10 cards.",
    );
  });

  test("gives its reasons", () => {
    const nameOf = (id: string) => (id === ready ? "Ready" : "Doing");
    expect(sayReason({ code: "dwell", rank: 1, totalDwellMs: 3 * dayMs, share: 0.6 }, "Ready", nameOf)).toBe(
      "Cards spent 3 days together in Ready, 60 % of all their time in these columns, the most of all.",
    );
    expect(sayReason({ code: "more-arrivals", arrivals: 9, departures: 4 }, "Ready", nameOf)).toBe(
      "9 came into Ready, and 4 went.",
    );
    expect(sayReason({ code: "grew-throughout", levels: [0, 1, 2] }, "Ready", nameOf)).toContain("0, 1, 2");
    expect(sayReason({ code: "queue-before", queueColumnId: ready }, "Ready", nameOf)).toMatch(
      /^Ready is a queue/,
    );
  });
});
