import { expect, test } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { Slots } from "@/lib/server/capacity/slots";

const refusal = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.details.retryAfterSeconds] : error;
  }
};

test("so many of a person, so many in all, and each given back once", () => {
  const slots = new Slots("imports", { ofPerson: 2, inAll: 3 });
  const first = slots.take("ana");
  slots.take("ana");
  expect(refusal(() => slots.take("ana"))).toEqual(["rate-limited", 5]);
  slots.take("ben");
  expect(refusal(() => slots.take("cora"))).toEqual(["busy", 5]);
  first();
  first();
  expect(refusal(() => slots.take("cora"))).toBeNull();
  expect(refusal(() => slots.take("dora"))).toEqual(["busy", 5]);
});
