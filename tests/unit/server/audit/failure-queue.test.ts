import { expect, test } from "vitest";
import { FailureQueue } from "@/lib/server/audit/failure-queue";

type Failure = { address: string };

function buildQueue() {
  const written: [string, number][] = [];
  let open = 0;
  let maxOpen = 0;
  const queue = new FailureQueue<Failure>(
    async ({ address }, count) => {
      maxOpen = Math.max(maxOpen, ++open);
      await Promise.resolve();
      written.push([address, count]);
      open--;
    },
    () => ({ address: "others" }),
  );
  return { queue, written, maxOpen: () => maxOpen };
}

test("failures that are alike are one write, and one write is under way at a time", async () => {
  const { queue, written, maxOpen } = buildQueue();
  await Promise.all(["a", "b", "a", "b", "b"].map((address) => queue.add({ address })));
  expect(maxOpen()).toBe(1);
  expect(written.reduce((sum, [, count]) => sum + count, 0)).toBe(5);
  expect(written.length).toBeLessThanOrEqual(3);
});

test("however many kinds come at once, a bounded number waits, and none is lost from the count", async () => {
  const { queue, written } = buildQueue();
  await Promise.all(Array.from({ length: 20_000 }, (_, i) => queue.add({ address: `address ${i}` })));
  expect(written.length).toBeLessThan(520);
  expect(written.reduce((sum, [, count]) => sum + count, 0)).toBe(20_000);
});
