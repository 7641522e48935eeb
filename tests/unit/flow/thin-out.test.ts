import fc from "fast-check";
import { expect, test } from "vitest";
import type { FinishedCard } from "@/lib/flow/finished/durations";
import { slowestKept, thinOut } from "@/lib/flow/finished/thin-out";

const marks = {
  cardId: "",
  columnId: null,
  cameAt: 0,
  createdAt: 0,
  startedAt: 0,
  finishedAt: 0,
  finishedElsewhere: false,
  foundFinished: false,
};
const finished = (lengths: readonly number[]): FinishedCard[] =>
  lengths.map((elapsedMs, index) => ({
    card: marks,
    startedAt: 0,
    finishedAt: index,
    elapsedMs,
    days: 1,
  }));

test("a thinned picture keeps the slowest, the order, and an even share of the others", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1_200, maxLength: 3_000 }), (lengths) => {
      const items = finished(lengths);
      const thin = thinOut(items, 1_000);
      expect(thin).toHaveLength(1_000);
      expect(thin).toEqual([...thin].sort((a, b) => a.finishedAt - b.finishedAt));
      const slowest = [...lengths].sort((a, b) => b - a).slice(0, slowestKept);
      const kept = thin.map(({ elapsedMs }) => elapsedMs).sort((a, b) => b - a);
      expect(kept.slice(0, slowestKept)).toEqual(slowest);
      const gaps = thin.slice(1).map(({ finishedAt }, index) => finishedAt - (thin[index]?.finishedAt ?? 0));
      const share = Math.ceil((lengths.length - slowestKept) / (1_000 - slowestKept));
      // Between two dots of the sample no more than one step is left out.
      expect(Math.max(...gaps)).toBeLessThanOrEqual(share + 1);
    }),
    { numRuns: 20 },
  );
});

test("what is few enough stays as it is", () => {
  const items = finished([3, 1, 2]);
  expect(thinOut(items, 1_000)).toEqual(items);
});
