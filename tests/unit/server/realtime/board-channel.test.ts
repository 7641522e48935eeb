import { expect, test, vi } from "vitest";
import type { BoardEvent } from "@/lib/contracts/activity";
import { BoardChannel, type Follower } from "@/lib/server/realtime/board-channel";

function buildFollower(): Follower {
  return { version: 1, send: () => undefined, close: () => undefined };
}

test("a change that cannot be read when it is announced is read when it is announced again", async () => {
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
  await expect(channel.announce(2)).rejects.toThrow("does not answer");
  expect(sent).toEqual([]);
  isAway = false;
  await channel.announce(2);
  await channel.announce(2);
  expect(sent).toEqual([event]);
});

test("a version that was announced and never came to be holds nobody up, and is not asked for again", async () => {
  const read = vi.fn(async () => []);
  const channel = new BoardChannel(read);
  const [first, second] = [buildFollower(), buildFollower()];
  for (const follower of [first, second]) channel.expect(follower);
  await channel.join(first, () => false);
  await channel.announce(7);
  const joining = channel.join(second, () => false);
  await channel.announce(7);
  await joining;
  expect(read.mock.calls.length).toBeLessThan(6);
});

test("a change that is announced while somebody arrives reaches them", async () => {
  const events = [{ version: 2 }, { version: 3 }] as BoardEvent[];
  let there = 1;
  const channel: BoardChannel = new BoardChannel(async (after) => {
    const found = events.filter(({ version }) => version > after && version <= there);
    if (there < 3) {
      there += 1;
      void channel.announce(there);
    }
    return found;
  });
  const sent: number[] = [];
  const follower = { ...buildFollower(), send: ({ version }: BoardEvent) => void sent.push(version) };
  channel.expect(follower);
  await channel.join(follower, () => false);
  expect(sent).toEqual([2, 3]);
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
