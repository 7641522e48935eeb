import { expect, test } from "vitest";
import { countEach } from "@/lib/flow/stats/histogram";

test("each number once, ascending, with how often it occurs", () => {
  expect(countEach([12, 3, 12, 7, 3, 12])).toEqual([
    { value: 3, count: 2 },
    { value: 7, count: 1 },
    { value: 12, count: 3 },
  ]);
  expect(countEach([])).toEqual([]);
});
