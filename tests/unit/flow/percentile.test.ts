import fc from "fast-check";
import { expect, test } from "vitest";
import { ascending } from "@/lib/flow/stats/ascending";
import { CountedSample } from "@/lib/flow/stats/counted-sample";
import { percentile } from "@/lib/flow/stats/percentile";

test("nearest rank of 1 to 10", () => {
  const sample = Object.freeze([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect([50, 70, 85, 95, 100].map((percent) => percentile(sample, percent))).toEqual([5, 7, 9, 10, 10]);
});

test("binary error does not move a rank", () => {
  // 7 × 100 / 100 in binary is exactly 7, but 0.07 × 100 is 7.000000000000001.
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  for (let percent = 1; percent <= 100; percent++) expect(percentile(hundred, percent)).toBe(percent);
});

test("an empty sample has no percentile", () => {
  expect(percentile([], 50)).toBeNull();
});

test("a percentile is a value of the sample, and as many values are at or below it as it says", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.integer({ min: 1, max: 100 }),
      (sample, percent) => {
        const value = percentile(ascending(sample), percent) as number;
        expect(sample).toContain(value);
        const atOrBelow = sample.filter((one) => one <= value).length;
        const below = sample.filter((one) => one < value).length;
        expect(atOrBelow * 100).toBeGreaterThanOrEqual(percent * sample.length);
        expect(below * 100).toBeLessThan(percent * sample.length);
      },
    ),
  );
});

test("the same as the definition, worked in whole numbers", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 1000 }),
      (sample, tenths) => {
        const reaches = (value: number) =>
          sample.filter((one) => one <= value).length * 1000 >= tenths * sample.length;
        const smallest = Math.min(...sample.filter(reaches));
        expect(percentile(ascending(sample), tenths / 10)).toBe(smallest);
      },
    ),
  );
});

test("a counted sample has the percentiles of its values, whatever has come and gone", () => {
  const values = fc.array(fc.nat(40), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, values, fc.integer({ min: 1, max: 100 }), (gone, there, percent) => {
      const sample = new CountedSample();
      for (const value of [...gone, ...there]) sample.add(value);
      for (const value of gone) sample.remove(value);
      expect(sample.size).toBe(there.length);
      expect(sample.percentile(percent)).toBe(percentile(ascending(there), percent));
    }),
  );
  expect(new CountedSample().percentile(50)).toBeNull();
});
