import type { Override } from "@/lib/contracts/card";
import type { FullLimit } from "../limits/words";
import type { Refusal } from "./refusal";

/** What a person says so that a refused change may go through: a reason for limits, a yes to exit policies. */
export type Consent = { override?: Override; confirmedPolicyIds?: string[] };

/** What a person is asked before a change may be tried again. `what`: the change, in words. */
export type ConsentRequest = { what: string; title: string } & (
  | { about: "limit"; limits: readonly FullLimit[] }
  | { about: "policy"; policies: readonly { id: string; text: string }[] }
);

/** What to ask after a refusal; null where no answer would help. */
export function consentRequestOf(what: string, refusal: Refusal): ConsentRequest | null {
  const { title } = refusal;
  if (refusal.kind === "limit" && refusal.overridable && refusal.limits.length > 0) {
    return { about: "limit", what, title, limits: refusal.limits };
  }
  if (refusal.kind === "policy") return { about: "policy", what, title, policies: refusal.policies };
  return null;
}

/** Consent to go over limits, bound to the limits as the person saw them. */
export function consentByReason(reason: string, limits: readonly FullLimit[]): Consent {
  const [first, ...others] = limits.map(({ limitId, max }) => ({ limitId, maxSeen: max }));
  return first ? { override: { reason, ...first, ...(others.length > 0 && { also: others }) } } : {};
}
