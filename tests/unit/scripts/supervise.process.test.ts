import { expect, test, vi } from "vitest";
import { isLostTooOften, supervise } from "@/scripts/supervise";

test("a server that was lost now and then is brought back, one that is lost again and again is not", () => {
  expect(isLostTooOften([0])).toBe(false);
  expect(isLostTooOften([0, 1, 2, 3, 4])).toBe(false);
  expect(isLostTooOften([0, 1, 2, 3, 4, 5])).toBe(true);
  expect(isLostTooOften([0, 1, 2, 3, 4, 60_001, 60_002])).toBe(false);
});

test("a lost server is brought back; the end waits for a start that is under way, and none follows it", async () => {
  let isAlive = false;
  let finishRestart = () => {};
  const restart = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        finishRestart = () => {
          isAlive = true;
          resolve();
        };
      }),
  );
  const fail = vi.fn();
  const end = supervise({ isAlive: () => isAlive, restart, lastWords: async () => "killed" }, fail);
  await vi.waitFor(() => expect(restart).toHaveBeenCalledTimes(1), { timeout: 5_000 });
  let isOver = false;
  const over = end().then(() => {
    isOver = true;
  });
  await Promise.resolve();
  expect(isOver).toBe(false);
  finishRestart();
  await over;
  expect([restart.mock.calls.length, fail.mock.calls.length]).toEqual([1, 0]);
});

test("what cannot be brought back is told in words", async () => {
  const fail = vi.fn();
  const restart = () => Promise.reject(new Error("No room on the disk."));
  supervise({ isAlive: () => false, restart, lastWords: async () => "" }, fail);
  await vi.waitFor(() => expect(fail).toHaveBeenCalledWith(new Error("No room on the disk.")), {
    timeout: 5_000,
  });
});
