import "../support/database";
import fc from "fast-check";
import { generateKeyBetween as keyBetween } from "fractional-indexing";
import { expect, test } from "vitest";
import { compareKeys } from "@/lib/domain/order-key";
import { getPool } from "@/lib/server/db/client";

async function keyBetweenInDatabase(before: string | null, after: string | null): Promise<string> {
  const { rows } = await getPool().query("SELECT order_key_between($1, $2) AS key", [before, after]);
  return rows[0].key;
}

test("the database makes the same keys as the library, wherever cards are put", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
      async (places) => {
        const keys: string[] = [];
        for (const place of places) {
          const index = Math.round(place * keys.length);
          const before = keys[index - 1] ?? null;
          const after = keys[index] ?? null;
          const key = keyBetween(before, after);
          expect(await keyBetweenInDatabase(before, after)).toBe(key);
          keys.splice(index, 0, key);
        }
        expect([...keys].sort(compareKeys)).toEqual(keys);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ["always on top", (first: string | null) => [null, first] as const],
  ["always at the end", (first: string | null) => [first, null] as const],
])("a thousand cards %s", async (_, around) => {
  let key: string | null = null;
  for (let times = 0; times < 1000; times++) {
    const [before, after] = around(key);
    const next = keyBetween(before, after);
    expect(await keyBetweenInDatabase(before, after)).toBe(next);
    key = next;
  }
});

test("between two neighbours, again and again", async () => {
  let before: string = keyBetween(null, null);
  let after: string = keyBetween(before, null);
  for (let times = 0; times < 200; times++) {
    const key = keyBetween(before, after);
    expect(await keyBetweenInDatabase(before, after)).toBe(key);
    if (times % 3 === 0) before = key;
    else after = key;
  }
});

test("no key fits where there is no room", async () => {
  const key = keyBetween(null, null);
  await expect(keyBetweenInDatabase(key, key)).rejects.toThrow("no order key fits");
});
