import fc from "fast-check";
import { expect, test } from "vitest";
import { day } from "@/lib/contracts/primitives";
import { findDayFault } from "@/lib/domain/day";

const twoDigits = fc.integer({ min: 0, max: 39 }).map((number) => String(number).padStart(2, "0"));
const years = fc.oneof(
  fc.integer({ min: 0, max: 9_999 }),
  fc.constantFrom(1899, 1900, 2000, 2024, 2025, 2199, 2200),
);
const likeDays = fc
  .tuple(years, twoDigits, twoDigits)
  .map(([year, month, date]) => `${String(year).padStart(4, "0")}-${month}-${date}`);

test("a day that is typed is judged in the browser as the contract judges it", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        likeDays,
        likeDays.map((text) => `${text}T`),
        fc.string(),
      ),
      (text) => {
        const judged = day.safeParse(text);
        expect(findDayFault(text)).toBe(judged.success ? null : judged.error.issues[0]?.message);
      },
    ),
    {
      numRuns: 2_000,
      examples: [["2024-02-29"], ["2025-02-29"], ["2026-04-31"], ["0202-03-10"], ["2026-13-01"]],
    },
  );
});
