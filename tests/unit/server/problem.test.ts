import { expect, test } from "vitest";
import { problem } from "@/lib/contracts/problem";
import { DomainError, errorCodes } from "@/lib/domain/errors";
import { problemHeaders, problemWords, toProblem } from "@/lib/server/http/problem";

test.each(errorCodes)("%s is a problem document", (code) => {
  const { status, body } = toProblem(new DomainError(code));
  expect(problem.parse(body)).toMatchObject({ status, code, title: problemWords[code].title });
  expect(status).toBeGreaterThanOrEqual(400);
});

test("words written for the case replace the general ones; details come along", () => {
  const { body } = toProblem(new DomainError("version-conflict", { version: 7 }, "Read it again."));
  expect(body).toMatchObject({ detail: "Read it again.", version: 7, status: 409 });
});

test("who may try again is told when", () => {
  expect(problemHeaders("busy")["Retry-After"]).toBe("1");
  expect(problemHeaders("rate-limited", { retryAfterSeconds: 12.2 })["Retry-After"]).toBe("13");
  expect(problemHeaders("forbidden")["Retry-After"]).toBeUndefined();
});
