import { expect, test } from "vitest";
import { DomainError } from "@/lib/domain/errors";

test("a refusal is its code, what belongs to it, and the words of its case where it has any", () => {
  const plain = new DomainError("not-found");
  expect([plain.code, plain.details, plain.message, plain.name]).toEqual([
    "not-found",
    {},
    "not-found",
    "DomainError",
  ]);
  expect(plain.hasOwnMessage).toBe(false);
  const told = new DomainError("invalid", { limitId: "a" }, "A limit covers at least one column.");
  expect([told.code, told.details, told.message]).toEqual([
    "invalid",
    { limitId: "a" },
    "A limit covers at least one column.",
  ]);
  expect(told.hasOwnMessage).toBe(true);
});
