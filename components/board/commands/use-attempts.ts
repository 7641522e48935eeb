"use client";

import { useCallback, useRef, useState } from "react";
import { type Consent, type Question, tryWithConsent } from "@/lib/client/admission/consent";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { Refusal } from "@/lib/client/admission/refusal";

/** Tries changes that may be refused, and asks the person where that would help. One question at a time. */
export function useAttempts(onRefused: (refusal: Refusal) => void) {
  const [question, setQuestion] = useState<Question | null>(null);
  const resolve = useRef<((consent: Consent | null) => void) | null>(null);

  const answer = useCallback((consent: Consent | null) => {
    setQuestion(null);
    resolve.current?.(consent);
    resolve.current = null;
  }, []);

  const ask = useCallback((next: Question): Promise<Consent | null> => {
    resolve.current?.(null);
    setQuestion(next);
    return new Promise((settle) => {
      resolve.current = settle;
    });
  }, []);

  const attempt = useCallback(
    async (
      what: string,
      tryOnce: (consent: Consent) => Promise<Outcome>,
      isToldInPlace = false,
    ): Promise<Outcome> => {
      const { outcome, isDeclined } = await tryWithConsent(what, tryOnce, ask);
      if (!outcome.ok && !isDeclined && !isToldInPlace) onRefused(outcome.refusal);
      return outcome;
    },
    [ask, onRefused],
  );

  return { question, answer, attempt };
}
