import fc from "fast-check";
import { expect, test } from "vitest";
import { toRefusal } from "@/lib/client/admission/refusal";
import { toBoardModel } from "@/lib/client/board/model";
import { Refused, toProblem } from "@/lib/client/http/answer-error";
import { errorCodes } from "@/lib/domain/errors";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

// What a page makes of a refusal that a server of another release has written.

const known = {
  type: "about:blank",
  title: "No room",
  status: 409,
  detail: "It is full.",
  code: "not-found",
};
const holder = { cardId: idOf("old"), number: 1, title: "old", enteredColumnAt: "2026-03-02T09:00:00.000Z" };
const limit = { ...buildLimit(1, { count: 1 }), holders: [holder] };
const policies = [{ id: idOf("policy"), text: "Tests pass" }];
const model = toBoardModel(buildBoard({ doing: ["old"] }));

const refusalOf = (sent: object) => {
  const problem = toProblem({ ...known, ...sent });
  if (!problem) throw new Error("This is a refusal.");
  return toRefusal(new Refused(problem), model);
};

test("what this release writes is kept as it is", () => {
  const whole = {
    ...known,
    errors: [{ path: "a", message: "No" }],
    limit: buildLimit(1),
    limits: [limit],
    holders: [holder],
    overridable: true,
    cardId: idOf("a"),
    index: 2,
    columnId: idOf("doing"),
    reason: "red",
    policies,
    headers: ["title"],
    of: "another release",
  };
  expect(toProblem(whole)).toEqual(whole);
});

test("a member of another shape is left out, and the server's own words stand for it", () => {
  const words = { kind: "other", title: "No room", detail: "It is full.", fields: {} };
  expect(refusalOf({ code: "wip-limit-exceeded", limits: [limit] })).toMatchObject({ kind: "limit" });
  for (const limits of [{}, [null], [{ ...limit, columnIds: "all" }], [{ ...limit, holders: [{ id: 7 }] }]])
    expect(refusalOf({ code: "wip-limit-exceeded", limits })).toEqual(words);
  expect(refusalOf({ code: "wip-limit-exceeded", limit: { name: "Doing" } })).toEqual(words);
  expect(refusalOf({ code: "exit-policy-unmet", policies })).toMatchObject({ kind: "policy", policies });
  for (const wrong of ["Tests pass", [null], [{ id: 7 }]])
    expect(refusalOf({ code: "exit-policy-unmet", policies: wrong })).toEqual(words);
  for (const errors of [{}, [null], [{ path: "a" }]])
    expect(refusalOf({ code: "invalid", errors })).toEqual(words);
});

test("whatever its members are, a refusal has words", () => {
  const names = ["errors", "limit", "limits", "holders", "overridable", "cardId", "index", "columnId"];
  const member = fc.constantFrom(...names, "reason", "policies", "headers", "__proto__");
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom([limit], limit, [holder], policies));
  fc.assert(
    fc.property(fc.constantFrom(...errorCodes), fc.dictionary(member, value), (code, sent) => {
      const { title, detail } = refusalOf({ ...sent, code });
      expect(title).not.toBe("");
      expect(detail).not.toBe("");
    }),
  );
});
