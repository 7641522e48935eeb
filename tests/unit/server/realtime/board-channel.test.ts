import { afterEach, expect, test, vi } from "vitest";
import type { BoardEvent } from "@/lib/contracts/activity";
import { BoardChannel, type Follower } from "@/lib/server/realtime/board-channel";

function buildFollower(): Follower {
  return { version: 1, send: () => undefined, close: () => undefined };
}

afterEach(() => vi.useRealTimers());

test("a change that cannot be read when it is announced is read later", async () => {
  vi.useFakeTimers();
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const event = { version: 2 } as BoardEvent;
  let [isAway, hasChanged] = [false, false];
  const channel = new BoardChannel(async (after) => {
    if (isAway) throw new Error("The database does not answer.");
    return hasChanged && after < 2 ? [event] : [];
  });
  const sent: BoardEvent[] = [];
  const follower = { ...buildFollower(), send: (one: BoardEvent) => void sent.push(one) };
  channel.expect(follower);
  await channel.join(follower, () => false);
  [isAway, hasChanged] = [true, true];
  channel.announce(2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sent).toEqual([]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(1_000);
  process.off("unhandledRejection", unhandled);
  expect(sent).toEqual([event]);
  expect(unhandled).not.toHaveBeenCalled();
});

test("a channel is kept for one who is still arriving when another one leaves", async () => {
  const channel = new BoardChannel(async () => []);
  const [first, second] = [buildFollower(), buildFollower()];
  channel.expect(first);
  channel.expect(second);
  await channel.join(first, () => false);
  channel.leave(first);
  expect(channel.isEmpty).toBe(false);
  await channel.join(second, () => false);
  expect(channel.isEmpty).toBe(false);
  channel.leave(second);
  expect(channel.isEmpty).toBe(true);
});
