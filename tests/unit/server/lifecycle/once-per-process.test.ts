import { expect, test, vi } from "vitest";
import { oncePerProcess } from "@/lib/server/lifecycle/once-per-process";

test("whoever asks by a name gets the same, another copy of the module too", async () => {
  const make = vi.fn(() => ({ seats: 2 }));
  const first = oncePerProcess("seats of this test", make);
  vi.resetModules();
  const other = await import("@/lib/server/lifecycle/once-per-process");
  expect(other.oncePerProcess).not.toBe(oncePerProcess);
  expect(other.oncePerProcess("seats of this test", make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  expect(oncePerProcess("others", () => 0)).toBe(0);
  expect(oncePerProcess("others", () => 1)).toBe(0);
});
