import { expect, test } from "vitest";
import { resampleDraws, resampleSums } from "@/lib/flow/stats/resample";

const pools = { samples: [[1, 10, 100, 1_000, 10_000]], kindOf: () => 0 };
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

test("trials draw one after the other, and none draws more than it adds up", () => {
  expect(sum(resampleSums(pools, 3, 4, 7))).toBe(sum(resampleSums(pools, 12, 1, 7)));
});

test("each draw takes from the samples of its own kind", () => {
  const byKind = { samples: [[2], [30]], kindOf: (draw: number) => draw % 2 };
  expect([...resampleSums(byKind, 3, 2, 1)]).toEqual([34, 34]);
  expect([...resampleDraws(byKind, 33, 9, 1, 1)]).toEqual([3]);
});
