import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refused, Unreachable } from "@/lib/client/http/answer-error";
import { Outbox, TakenBack } from "@/lib/client/store/outbox";
import type { Problem } from "@/lib/contracts/problem";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function refused(code: Problem["code"]): Refused {
  return new Refused({ type: "about:blank", title: code, status: 401, detail: code, code });
}

test("a write without an answer is sent again until there is one, and says meanwhile that it is not saved", async () => {
  const outbox = new Outbox();
  const onTrouble = vi.fn();
  outbox.onTrouble = onTrouble;
  const sendOnce = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Unreachable(null))
    .mockRejectedValueOnce(new Unreachable(503))
    .mockResolvedValueOnce("saved");
  const sent = outbox.inOrder(() => outbox.deliver(sendOnce));
  await vi.advanceTimersByTimeAsync(0);
  expect(outbox.getState()).toEqual({ count: 1, isStuck: true, trouble: "unreachable" });
  expect(onTrouble).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await sent).toBe("saved");
  expect(sendOnce).toHaveBeenCalledTimes(3);
  expect(outbox.getState()).toEqual({ count: 0, isStuck: false, trouble: null });
});

test("a write that hangs counts as not saved before its time limit is over", async () => {
  const outbox = new Outbox();
  void outbox.inOrder(() => new Promise(() => undefined));
  expect(outbox.getState()).toMatchObject({ count: 1, isStuck: false });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(outbox.getState()).toMatchObject({ count: 1, isStuck: true });
});

test("what a server refuses is not sent again", async () => {
  const outbox = new Outbox();
  const sendOnce = vi.fn(() => Promise.reject(refused("wip-limit-exceeded")));
  await expect(outbox.inOrder(() => outbox.deliver(sendOnce))).rejects.toBeInstanceOf(Refused);
  expect(sendOnce).toHaveBeenCalledOnce();
});

test.each(["unauthenticated", "other-person"] as const)("%s waits until somebody calls", async (code) => {
  const outbox = new Outbox();
  const sendOnce = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(refused(code))
    .mockResolvedValue("saved");
  const sent = outbox.inOrder(() => outbox.deliver(sendOnce));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sendOnce).toHaveBeenCalledOnce();
  outbox.retry();
  expect(await sent).toBe("saved");
});

test("what is taken back is given up, what comes after it is sent", async () => {
  const outbox = new Outbox();
  const hanging = outbox.inOrder(() => outbox.deliver(() => new Promise(() => undefined)));
  const behind = vi.fn(async () => "never");
  const second = outbox.inOrder(behind);
  const ended = Promise.allSettled([hanging, second]);
  await vi.advanceTimersByTimeAsync(2_000);
  outbox.takeBack();
  const outcomes = await ended;
  for (const outcome of outcomes) {
    expect(outcome.status === "rejected" && outcome.reason).toBeInstanceOf(TakenBack);
  }
  expect(behind).not.toHaveBeenCalled();
  expect(await outbox.inOrder(async () => "later")).toBe("later");
  expect(outbox.getState().count).toBe(0);
});
