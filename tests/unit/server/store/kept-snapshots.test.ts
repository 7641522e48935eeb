import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { JsonText } from "@/lib/contracts/json-text";
import { oncePerProcess } from "@/lib/server/lifecycle/once-per-process";
import { beginKeepingSnapshots, keepSnapshot, keptSnapshots } from "@/lib/server/store/board/kept-snapshots";

const text = (value: string) => value as JsonText<BoardSnapshot>;
const keep = (boardId: string, etag: string, body: string) =>
  keepSnapshot(boardId, { etag, body: text(body) }, performance.now());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a board is kept by its tags, for two seconds from when it was read", () => {
  beginKeepingSnapshots();
  keep("a", "1", "one");
  keep("b", "1", "other");
  vi.advanceTimersByTime(1_500);
  keep("a", "2", "two");
  expect([...keptSnapshots("a")]).toEqual([
    ["2", "two"],
    ["1", "one"],
  ]);
  vi.advanceTimersByTime(500);
  expect([...keptSnapshots("a").values()]).toEqual(["two"]);
  expect(keptSnapshots("b").size).toBe(0);
});

test("the oldest make room, and what is larger than all the room is not kept", () => {
  beginKeepingSnapshots();
  for (const boardId of ["a", "b", "c"]) keep(boardId, "1", "x".repeat(3_000_000));
  expect(["a", "b", "c"].map((boardId) => keptSnapshots(boardId).size)).toEqual([0, 1, 1]);
  keep("d", "1", "x".repeat(8_000_001));
  expect(keptSnapshots("d").size).toBe(0);
});

test("nothing stays in memory when nobody has come for two seconds", () => {
  const held = oncePerProcess("kept boards", (): { snapshots: unknown[] } => ({
    snapshots: ["nobody asked"],
  }));
  beginKeepingSnapshots();
  vi.advanceTimersByTime(5_000);
  keep("a", "1", "one");
  vi.advanceTimersByTime(1_500);
  keep("b", "1", "other");
  vi.advanceTimersByTime(1_000);
  expect(keptSnapshots("b").size).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(held.snapshots).toEqual([]);
});
