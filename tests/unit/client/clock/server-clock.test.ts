import { afterEach, beforeEach, expect, test, vi } from "vitest";

const hour = 3_600_000;
const right = Date.UTC(2026, 10, 27, 12);

let clock: typeof import("@/lib/client/clock/server-clock");

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["Date"] });
  clock = await import("@/lib/client/clock/server-clock");
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([-5 * hour, 0, 48 * hour])("a browser's clock that is wrong by %i ms changes no age", (wrongMs) => {
  vi.setSystemTime(right + wrongMs);
  clock.setServerClock(right);
  expect(clock.serverNow()).toBe(right);
  vi.setSystemTime(right + wrongMs + hour);
  expect(clock.serverNow()).toBe(right + hour);
});

test("a page that the browser goes back to brings an instant from when it was left, which counts no more", () => {
  vi.setSystemTime(right);
  clock.setServerClock(right);
  vi.setSystemTime(right + hour);
  clock.setServerClock(right);
  expect(clock.serverNow()).toBe(right + hour);
});
