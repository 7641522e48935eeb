import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AttemptCounts, maxWaitMs, waitBefore } from "@/lib/server/credentials/slow-down";

const none: AttemptCounts = { pair: 1, caller: 1, wider: 1, account: 1 };
const counts = fc.record({
  pair: fc.nat({ max: 100_000 }),
  caller: fc.nat({ max: 100_000 }),
  wider: fc.nat({ max: 100_000 }),
  account: fc.nat({ max: 100_000 }),
});

test("people who mistype a few times wait for nothing", () => {
  for (const pair of [1, 2, 3, 4, 5]) expect(waitBefore({ ...none, pair }, false)).toBe(0);
  expect([6, 7, 8, 9, 10, 50].map((pair) => waitBefore({ ...none, pair }, false))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 8_000,
  ]);
});

test("nobody waits longer than is stated, whatever was counted", () => {
  fc.assert(
    fc.property(counts, fc.boolean(), fc.boolean(), (counted, isFamiliar, isStrict) => {
      const waitMs = waitBefore(counted, isFamiliar, isStrict);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(Math.max(...Object.values(maxWaitMs)));
    }),
  );
});

test("more failures never make it faster", () => {
  fc.assert(
    fc.property(counts, counts, fc.boolean(), (one, more, isFamiliar) => {
      const sum = {
        pair: one.pair + more.pair,
        caller: one.caller + more.caller,
        wider: one.wider + more.wider,
        account: one.account + more.account,
      };
      expect(waitBefore(sum, isFamiliar)).toBeGreaterThanOrEqual(waitBefore(one, isFamiliar));
      expect(waitBefore(one, isFamiliar, true)).toBeGreaterThanOrEqual(waitBefore(one, isFamiliar));
    }),
  );
});

describe("what others do", () => {
  test("is not felt where the account is at home", () => {
    fc.assert(
      fc.property(counts, (counted) => {
        expect(waitBefore({ ...counted, pair: 1 }, true)).toBe(0);
      }),
    );
  });

  test("makes somebody from an unknown place wait for a few seconds, and no more", () => {
    expect(waitBefore({ ...none, account: 1_000_000 }, false)).toBe(3_000);
    expect(waitBefore({ ...none, caller: 1_000_000 }, false)).toBe(4_000);
    expect(waitBefore({ ...none, wider: 1_000_000 }, false)).toBe(2_000);
  });
});
