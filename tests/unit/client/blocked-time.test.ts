import { expect, test } from "vitest";
import { blockElapsedMs, totalBlockedMs } from "@/lib/client/blocked-time";
import type { BlockView } from "@/lib/contracts/card";

const minute = 60_000;
const nowMs = Date.parse("2026-03-02T12:00:00.000Z");

function block(blockedAt: string, unblockedAt: string | null): BlockView {
  return {
    reason: "No answer",
    category: "other",
    blockedAt: `2026-03-02T${blockedAt}:00.000Z`,
    blockedById: null,
    unblockedAt: unblockedAt && `2026-03-02T${unblockedAt}:00.000Z`,
    unblockedById: null,
  };
}

test("a block that is over counts its own time, one that goes on counts until now", () => {
  expect(blockElapsedMs(block("10:00", "10:30"), nowMs)).toBe(30 * minute);
  expect(blockElapsedMs(block("11:50", null), nowMs)).toBe(10 * minute);
});

test("a block that began after this screen's clock counts nothing", () => {
  expect(blockElapsedMs(block("12:01", null), nowMs)).toBe(0);
});

test("the time of all blocks adds up", () => {
  expect(totalBlockedMs([], nowMs)).toBe(0);
  expect(totalBlockedMs([block("10:00", "10:30"), block("11:50", null)], nowMs)).toBe(40 * minute);
});
