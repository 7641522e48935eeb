import { expect, test } from "vitest";
import { Turns } from "@/lib/server/capacity/turns";

const going = () => new AbortController();
/** Lets everything that is ready run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a person's pieces of work come one after the other, and nobody waits for another person", async () => {
  const turns = new Turns();
  const log: string[] = [];
  const begin = async (who: string, what: string) => {
    const end = await turns.take(who, going().signal);
    log.push(`${what} begins`);
    return end;
  };
  const first = begin("ana", "first");
  const second = begin("ana", "second");
  const third = begin("ana", "third");
  const other = begin("ben", "other");
  await settled();
  expect(log).toEqual(["first begins", "other begins"]);
  (await first)();
  await settled();
  expect(log.at(-1)).toBe("second begins");
  (await second)();
  (await other)();
  (await third)();
  expect(log).toHaveLength(4);
});

test("who gives up while waiting stands in nobody's way", async () => {
  const turns = new Turns();
  const first = await turns.take("ana", going().signal);
  const gaveUp = going();
  const second = turns.take("ana", gaveUp.signal);
  const third = turns.take("ana", going().signal);
  gaveUp.abort(new Error("cancelled"));
  await expect(second).rejects.toThrow("cancelled");
  let isThird = false;
  void third.then(() => {
    isThird = true;
  });
  await settled();
  expect(isThird).toBe(false);
  first();
  (await third)();
  await expect(turns.take("ana", AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  (await turns.take("ana", going().signal))();
});
