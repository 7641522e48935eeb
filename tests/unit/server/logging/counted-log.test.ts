import { expect, test, vi } from "vitest";
import { CountedLog, otherKeys } from "@/lib/server/logging/counted-log";

test("what strangers do is one line a minute for each, with the count", () => {
  vi.useFakeTimers();
  const lines: [string, number, string][] = [];
  const log = new CountedLog<string>({ write: (key, { first, count }) => lines.push([key, count, first]) });
  for (let times = 0; times < 5_000; times++) log.note("192.0.2.1", `request ${times}`);
  log.note("192.0.2.2", "another");
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual([
    ["192.0.2.1", 5_000, "request 0"],
    ["192.0.2.2", 1, "another"],
  ]);
  vi.advanceTimersByTime(600_000);
  expect(lines).toHaveLength(2);
  vi.useRealTimers();
});

test("beyond so many at once they share one line: neither lines nor memory grow", () => {
  const lines = new Map<string, number>();
  const log = new CountedLog<null>({ write: (key, { count }) => lines.set(key, count), maxKeys: 10 });
  for (let key = 0; key < 1_000; key++) log.note(`made up ${key}`, null);
  log.tell();
  expect(lines.size).toBe(11);
  expect(lines.get(otherKeys)).toBe(990);
});
