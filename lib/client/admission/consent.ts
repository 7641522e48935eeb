import type { Override } from "@/lib/contracts/card";
import { cutText } from "@/lib/domain/text";
import type { FullLimit } from "../limits/words";
import type { Outcome } from "./outcome";
import type { Refusal } from "./refusal";

/** What a person says so that a refused change may go through: a reason for limits, a yes to exit policies. */
export type Consent = { override?: Override; confirmedPolicyIds?: string[] };

/** What has to be asked before a change may be tried again. `what`: the change, in words. */
export type Question = { what: string; title: string } & (
  | { about: "limit"; limits: readonly FullLimit[] }
  | { about: "policy"; policies: readonly { id: string; text: string }[] }
);

/** The question that a refusal leaves open; null where no answer would help. */
export function consentRequestOf(what: string, refusal: Refusal): Question | null {
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

/** How it ended; `isDeclined`: a person was asked and would rather not. */
export type Attempt = { outcome: Outcome; isDeclined: boolean };

/**
 * Tries a change and asks for consent as long as that would help, one question after the other: what was said to an
 * earlier question stays said.
 */
export async function tryWithConsent(
  what: string,
  tryOnce: (consent: Consent) => Promise<Outcome>,
  ask: (question: Question) => Promise<Consent | null>,
): Promise<Attempt> {
  let consent: Consent = {};
  for (;;) {
    const outcome = await tryOnce(consent);
    const question = outcome.ok ? null : consentRequestOf(what, outcome.refusal);
    if (!question) return { outcome, isDeclined: false };
    const answer = await ask(question);
    if (!answer) return { outcome, isDeclined: true };
    consent = join(consent, answer);
  }
}

function join(said: Consent, answer: Consent): Consent {
  const confirmed = [...(said.confirmedPolicyIds ?? []), ...(answer.confirmedPolicyIds ?? [])];
  const override = said.override && answer.override ? joinReasons(said.override, answer.override) : null;
  return {
    ...said,
    ...answer,
    ...(override && { override }),
    ...(confirmed.length > 0 && { confirmedPolicyIds: [...new Set(confirmed)] }),
  };
}

const longestReason = 500;

/** Of several cards one may meet another limit than the one before it: the reasons then stand for both limits. */
function joinReasons(said: Override, answer: Override): Override {
  const limits = [said, ...(said.also ?? []), answer, ...(answer.also ?? [])];
  const seen = new Map(limits.map(({ limitId, maxSeen }) => [limitId, { limitId, maxSeen }]));
  const [first = answer, ...also] = seen.values();
  const reason = said.reason === answer.reason ? said.reason : `${said.reason} ${answer.reason}`;
  return {
    reason: cutText(reason, longestReason),
    limitId: first.limitId,
    maxSeen: first.maxSeen,
    ...(also.length > 0 && { also }),
  };
}
