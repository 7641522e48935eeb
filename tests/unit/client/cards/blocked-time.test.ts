import { expect, test } from "vitest";
import { blockElapsedMs, totalBlockedMs } from "@/lib/client/cards/blocked-time";
import type { BlockView } from "@/lib/contracts/card";

const minute = 60_000;
const nowMs = Date.parse("2026-03-02T12:00:00.000Z");

const on = (time: string) => `2026-03-02T${time}:00.000Z`;

function block(blockedAt: string, unblockedAt: string | null): BlockView {
  return {
    reason: "No answer",
    category: "other",
    blockedAt: on(blockedAt),
    blockedById: null,
    unblockedAt: unblockedAt && on(unblockedAt),
    unblockedById: null,
    stretches: [{ from: on(blockedAt), to: unblockedAt && on(unblockedAt) }],
  };
}

test("a block that is over counts its own time, one that goes on counts until now", () => {
  expect(blockElapsedMs(block("10:00", "10:30"), nowMs)).toBe(30 * minute);
  expect(blockElapsedMs(block("11:50", null), nowMs)).toBe(10 * minute);
});

test("a block that began after this screen's clock counts nothing", () => {
  expect(blockElapsedMs(block("12:01", null), nowMs)).toBe(0);
});

test("a block that outlived a finish counts the time before and after it", () => {
  const reopened = {
    ...block("10:00", null),
    stretches: [
      { from: on("10:00"), to: on("10:05") },
      { from: on("11:58"), to: null },
    ],
  };
  expect(blockElapsedMs(reopened, nowMs)).toBe(7 * minute);
});

test("the time of all blocks adds up", () => {
  expect(totalBlockedMs([], nowMs)).toBe(0);
  expect(totalBlockedMs([block("10:00", "10:30"), block("11:50", null)], nowMs)).toBe(40 * minute);
});
