import { expect, test } from "vitest";
import { compareKeys, keysBetween } from "@/lib/domain/order-key";

test("keys ascend between their neighbours, and at an open end beyond the last one", () => {
  const [first = null, last = null] = keysBetween(null, null, 2);
  const between = keysBetween(first, last, 3);
  const above = keysBetween(null, first, 2);
  const below = keysBetween(last, null, 2);
  const inOrder = [...above, first, ...between, last, ...below].map(String);
  expect(inOrder).toHaveLength(9);
  expect([...inOrder].reverse().sort(compareKeys)).toEqual(inOrder);
});

test("keys are compared byte by byte, as the database does: capitals come first, and no locale is asked", () => {
  expect(compareKeys("a", "B")).toBe(1);
  expect(compareKeys("B", "a")).toBe(-1);
  expect(compareKeys("a", "a")).toBe(0);
});
