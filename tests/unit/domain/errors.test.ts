import { expect, test } from "vitest";
import { DomainError, invalidField, invalidFile, invalidRequest } from "@/lib/domain/errors";

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

test("a value that is not valid is told by its field; where that is all, by the whole refusal, too", () => {
  const errors = [{ path: "name", message: "Too long." }];
  const field = invalidField("name", "Too long.");
  expect([field.code, field.details, field.hasOwnMessage]).toEqual(["invalid", { errors }, false]);
  const request = invalidRequest("name", "Too long.");
  expect([request.code, request.details, request.message]).toEqual(["invalid", { errors }, "Too long."]);
  const file = invalidFile("It is empty.");
  expect([file.details, file.message]).toEqual([
    { errors: [{ path: "file", message: "It is empty." }] },
    "It is empty.",
  ]);
});
