import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardCursor, logCursor, rowCursor, toInstantCursor } from "@/lib/contracts/cursor";

const tie = "01920000-0000-7000-8000-000000000000";
const at = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

test("what a page gives is what the next one takes", () => {
  fc.assert(
    fc.property(at, fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (instant, number) => {
      expect(logCursor.parse(toInstantCursor({ at: instant, id: String(number) }))).toEqual({
        at: instant,
        id: String(number),
      });
      expect(cardCursor.parse(toInstantCursor({ at: instant, id: tie }))).toEqual({ at: instant, id: tie });
    }),
  );
});

describe("anything else is refused in words", () => {
  const made = [
    "",
    "_",
    "-1",
    "9".repeat(19),
    "0000-01-01T00:00:00Z_1",
    `0000-01-01T00:00:00Z_${tie}`,
    "2026-02-30T00:00:00Z_1",
    "2026-01-01T25:00:00Z_1",
    "2026-01-01T00:00:00+99:99_1",
    `2026-01-01T00:00:00.${"1".repeat(60)}Z_1`,
    "+275760-09-13T00:00:00Z_1",
    `2026-01-01T00:00:00Z_${tie}_1`,
    "2026-01-01T00:00:00Z_1'; DROP TABLE card; --",
  ];
  test.each(made)("%s", (text) => {
    for (const cursor of [rowCursor, logCursor, cardCursor]) {
      const { error } = cursor.safeParse(text);
      expect(error?.issues[0]?.message).toBe("Not a cursor that an earlier page gave.");
    }
  });
});
