import { expect, test } from "vitest";
import { ChangePublisher, readChanges } from "@/lib/server/realtime/change-publisher";

/** A way out on which each statement waits until the test lets it through. */
function openLine() {
  const sent: string[][] = [];
  const through: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const send = (notices: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      sent.push([...notices]);
      through.push({ resolve, reject });
    });
  return { sent, through, publisher: new ChangePublisher(send) };
}

test("what comes while a statement is on its way is joined, each board once with its newest version", async () => {
  const { sent, through, publisher } = openLine();
  const first = publisher.publish("a", 1);
  for (const [board, version] of [
    ["a", 2],
    ["b", 5],
    ["a", 4],
    ["a", 3],
  ] as const)
    await publisher.publish(board, version);
  expect(sent).toEqual([["a 1"]]);
  through[0]?.resolve();
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[1]?.flatMap(readChanges)).toEqual([
    { boardId: "a", version: 4 },
    { boardId: "b", version: 5 },
  ]);
  through[1]?.resolve();
  await first;
  expect(sent).toHaveLength(2);
});

test("many boards are several notices of one statement, each of them short enough for PostgreSQL", async () => {
  const { sent, through, publisher } = openLine();
  const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
  void publisher.publish(id(0), 1);
  for (let number = 1; number <= 250; number++) void publisher.publish(id(number), Number.MAX_SAFE_INTEGER);
  through[0]?.resolve();
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[1]).toHaveLength(3);
  for (const notice of sent[1] ?? []) expect(Buffer.byteLength(notice)).toBeLessThan(7_900);
  expect(sent[1]?.flatMap(readChanges)).toHaveLength(250);
});

test("what could not be told is given up, and the next is told", async () => {
  const { sent, through, publisher } = openLine();
  const lost = publisher.publish("a", 1);
  through[0]?.reject(new Error("The line is dead."));
  await lost;
  void publisher.publish("b", 2);
  expect(sent).toEqual([["a 1"], ["b 2"]]);
});
