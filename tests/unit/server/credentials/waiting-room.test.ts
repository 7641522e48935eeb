import { expect, test } from "vitest";
import { WaitingRoom } from "@/lib/server/credentials/waiting-room";
import { WorkQueue } from "@/lib/server/credentials/work-queue";

const never = () => new Promise<never>(() => {});

test("so many at once and no more; the others are told when to come back", async () => {
  const room = new WaitingRoom();
  const seat = [{ key: "somebody", max: 2 }];
  void room.within(seat, 0, never);
  void room.within(seat, 0, never);
  await expect(room.within(seat, 3_200, async () => 1)).rejects.toMatchObject({
    code: "rate-limited",
    details: { retryAfterSeconds: 4 },
    message: "Too many tries at once. Wait 4 seconds, then try again.",
  });
  expect(await room.within([{ key: "somebody else", max: 2 }], 0, async () => "in")).toBe("in");
});

test("a full room is nobody's fault", async () => {
  const room = new WaitingRoom();
  const seats = [{ key: "all", max: 1, isForAll: true }];
  void room.within(seats, 0, never);
  await expect(room.within(seats, 0, async () => 1)).rejects.toMatchObject({ code: "busy" });
});

test("a seat is free again however it ended", async () => {
  const room = new WaitingRoom();
  const seats = [{ key: "a", max: 1 }];
  for (let times = 0; times < 3; times++) {
    await expect(room.within(seats, 0, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await room.within(seats, 0, async () => times)).toBe(times);
  }
});

test("dear work is done a little at a time, in its order, whatever fails", async () => {
  const queue = new WorkQueue(2);
  let running = 0;
  let max = 0;
  const done: number[] = [];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      queue.run(async () => {
        running += 1;
        max = Math.max(max, running);
        await Promise.resolve();
        running -= 1;
        done.push(index);
        if (index % 5 === 0) throw new Error("failed");
      }),
    ),
  );
  expect(max).toBe(2);
  expect(done).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(4);
});
