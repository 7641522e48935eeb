import { expect, test } from "vitest";
import { type Consent, consentByReason, type Question, tryWithConsent } from "@/lib/client/admission/consent";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { Refusal } from "@/lib/client/admission/refusal";
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
  const asked: Question["about"][] = [];
  const ask = async (question: Question): Promise<Consent | null> => {
    asked.push(question.about);
    if (!agrees) return null;
    return question.about === "policy"
      ? { confirmedPolicyIds: question.policies.map(({ id }) => id) }
      : consentByReason("It is on fire", question.limits);
  };
  return { asked, ask };
}

test.each([[["policy", "reason"] as const], [["reason", "policy"] as const]])(
  "%s are asked one after the other, and the earlier answer stays said",
  async (order) => {
    const server = serverThatWants(...order);
    const person = personWho(true);
    const { outcome, isDeclined } = await tryWithConsent("Move it", server.tryOnce, person.ask);
    expect(outcome.ok).toBe(true);
    expect(isDeclined).toBe(false);
    expect(person.asked).toEqual(order.map((what) => (what === "policy" ? "policy" : "limit")));
    expect(server.heard.at(-1)).toEqual({
      confirmedPolicyIds: ["p1"],
      override: { reason: "It is on fire", limitId: "l1", maxSeen: 2 },
    });
  },
);

test("a person who would rather not ends it, and nothing more is sent", async () => {
  const server = serverThatWants("policy");
  const { outcome, isDeclined } = await tryWithConsent("Move it", server.tryOnce, personWho(false).ask);
  expect(outcome).toEqual({ ok: false, refusal: unmet });
  expect(isDeclined).toBe(true);
  expect(server.heard).toHaveLength(1);
});

test("what nobody may override is not asked about", async () => {
  const person = personWho(true);
  const hard: Outcome = { ok: false, refusal: { ...full, overridable: false } };
  const { outcome, isDeclined } = await tryWithConsent("Move it", async () => hard, person.ask);
  expect(outcome).toBe(hard);
  expect(isDeclined).toBe(false);
  expect(person.asked).toEqual([]);
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
  const ask = async (question: Question) =>
    question.about === "limit" ? consentByReason(reasons.shift() ?? "", question.limits) : null;
  expect((await tryWithConsent("Move them", tryOnce, ask)).outcome.ok).toBe(true);
  expect(heard.at(-1)?.override).toEqual({
    reason: "On fire. Customer down.",
    limitId: "l1",
    maxSeen: 2,
    also: [{ limitId: "l2", maxSeen: 2 }],
  });
});
