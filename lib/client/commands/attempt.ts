import type { Override } from "@/lib/contracts/card";
import { cutText } from "@/lib/domain/text";
import { type Consent, type ConsentRequest, consentRequestOf } from "../admission/consent";
import type { Outcome } from "../admission/outcome";
import type { Refusal } from "../admission/refusal";

/** Whoever wants a change, as far as a refusal concerns them. */
export type Asked = {
  /** Asks for consent; null when they would rather not give it. */
  ask: (request: ConsentRequest) => Promise<Consent | null>;
  /** Tells why something did not happen. */
  tell: (refusal: Refusal) => void;
};

/**
 * Tries a change. Where it is refused and the person may consent, they are asked and it is tried again, one request after
 * the other: what was said to an earlier one stays said. Any other refusal is told, unless the place where the change was
 * tried tells it itself (`isToldInPlace`). Who declined or took the change back is told nothing.
 *
 * `what`: the change, in words.
 */
export async function attempt(
  { ask, tell }: Asked,
  what: string,
  tryOnce: (consent: Consent) => Promise<Outcome>,
  isToldInPlace = false,
): Promise<Outcome> {
  let consent: Consent = {};
  for (;;) {
    const outcome = await tryOnce(consent);
    if (outcome.ok) return outcome;
    const request = consentRequestOf(what, outcome.refusal);
    if (!request) {
      if (!isToldInPlace && outcome.refusal.kind !== "taken-back") tell(outcome.refusal);
      return outcome;
    }
    const answer = await ask(request);
    if (!answer) return outcome;
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

const maxReasonLength = 500;

/** Of several cards one may meet another limit than the one before it: the reasons then stand for both limits. */
function joinReasons(said: Override, answer: Override): Override {
  const limits = [said, ...(said.also ?? []), answer, ...(answer.also ?? [])];
  const seen = new Map(limits.map(({ limitId, maxSeen }) => [limitId, { limitId, maxSeen }]));
  const [first = answer, ...also] = seen.values();
  const reason = said.reason === answer.reason ? said.reason : `${said.reason} ${answer.reason}`;
  return {
    reason: cutText(reason, maxReasonLength),
    limitId: first.limitId,
    maxSeen: first.maxSeen,
    ...(also.length > 0 && { also }),
  };
}
