import { expect, test } from "vitest";
import { BoardChannel, type Follower } from "@/lib/server/realtime/board-channel";

function buildFollower(): Follower {
  return { version: 1, send: () => undefined, close: () => undefined };
}

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
