import { expect, test } from "vitest";
import { type Consent, type ConsentRequest, consentByReason } from "@/lib/client/admission/consent";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { Refusal } from "@/lib/client/admission/refusal";
import { attempt } from "@/lib/client/commands/attempt";
import type { FullLimit } from "@/lib/client/limits/words";

const limit: FullLimit = { limitId: "l1", name: "Review", max: 2, count: 2, mode: "reason", holders: [] };
const full: Refusal = { kind: "limit", title: "Full", detail: "", limits: [limit], overridable: true };
const unmet: Refusal = {
  kind: "policy",
  title: "Not done in Doing yet",
  detail: "",
  policies: [{ id: "p1", text: "Tests pass" }],
};

/** Refuses until everything in `wanted` has been said, in that order. */
function serverThatWants(...wanted: ("policy" | "reason")[]) {
  const heard: Consent[] = [];
  const tryOnce = async (consent: Consent): Promise<Outcome> => {
    heard.push(consent);
    const missing = wanted.find((what) =>
      what === "policy" ? !consent.confirmedPolicyIds : !consent.override,
    );
    if (!missing) return { ok: true, card: null };
    return { ok: false, refusal: missing === "policy" ? unmet : full };
  };
  return { heard, tryOnce };
}

function personWho(agrees: boolean) {
  const asked: ConsentRequest["about"][] = [];
  const told: string[] = [];
  const ask = async (request: ConsentRequest): Promise<Consent | null> => {
    asked.push(request.about);
    if (!agrees) return null;
    return request.about === "policy"
      ? { confirmedPolicyIds: request.policies.map(({ id }) => id) }
      : consentByReason("It is on fire", request.limits);
  };
  return { asked, told, ask, tell: (refusal: Refusal) => void told.push(refusal.title) };
}

test.each([[["policy", "reason"] as const], [["reason", "policy"] as const]])(
  "%s are asked one after the other, and the earlier answer stays said",
  async (order) => {
    const server = serverThatWants(...order);
    const person = personWho(true);
    const outcome = await attempt(person, "Move it", server.tryOnce);
    expect(outcome.ok).toBe(true);
    expect(person.told).toEqual([]);
    expect(person.asked).toEqual(order.map((what) => (what === "policy" ? "policy" : "limit")));
    expect(server.heard.at(-1)).toEqual({
      confirmedPolicyIds: ["p1"],
      override: { reason: "It is on fire", limitId: "l1", maxSeen: 2 },
    });
  },
);

test("a person who would rather not ends it: nothing more is sent, and nothing is told that they know", async () => {
  const server = serverThatWants("policy");
  const person = personWho(false);
  expect(await attempt(person, "Move it", server.tryOnce)).toEqual({ ok: false, refusal: unmet });
  expect(server.heard).toHaveLength(1);
  expect(person.told).toEqual([]);
});

test("what nobody may override is not asked about but told, unless the place where it was tried tells it", async () => {
  const person = personWho(true);
  const hard: Outcome = { ok: false, refusal: { ...full, overridable: false } };
  expect(await attempt(person, "Move it", async () => hard)).toBe(hard);
  expect(person.asked).toEqual([]);
  expect(person.told).toEqual(["Full"]);
  await attempt(person, "Move it", async () => hard, true);
  expect(person.told).toEqual(["Full"]);
});

test("who has taken a change back is not told so", async () => {
  const person = personWho(true);
  const takenBack: Refusal = { kind: "taken-back", title: "Taken back", detail: "" };
  await attempt(person, "Move it", async () => ({ ok: false, refusal: takenBack }));
  expect(person.told).toEqual([]);
});

test("a reason is bound to every limit that the person saw", () => {
  expect(consentByReason("Why", [limit, { ...limit, limitId: "l2", max: 5 }]).override).toEqual({
    reason: "Why",
    limitId: "l1",
    maxSeen: 2,
    also: [{ limitId: "l2", maxSeen: 5 }],
  });
});

test("a second reason, for another limit, does not take back the first", async () => {
  const heard: Consent[] = [];
  const tryOnce = async (consent: Consent): Promise<Outcome> => {
    heard.push(consent);
    const named = [consent.override, ...(consent.override?.also ?? [])].map((one) => one?.limitId);
    const missing = ["l1", "l2"].find((limitId) => !named.includes(limitId));
    if (!missing) return { ok: true, card: null };
    return { ok: false, refusal: { ...full, limits: [{ ...limit, limitId: missing }] } };
  };
  const reasons = ["On fire.", "Customer down."];
  const ask = async (request: ConsentRequest) =>
    request.about === "limit" ? consentByReason(reasons.shift() ?? "", request.limits) : null;
  const outcome = await attempt({ ...personWho(true), ask }, "Move them", tryOnce);
  expect(outcome.ok).toBe(true);
  expect(heard.at(-1)?.override).toEqual({
    reason: "On fire. Customer down.",
    limitId: "l1",
    maxSeen: 2,
    also: [{ limitId: "l2", maxSeen: 2 }],
  });
});
