"use client";

import { useCallback, useRef, useState } from "react";
import type { Outcome } from "@/lib/client/board-store";
import type { Refusal } from "@/lib/client/refusal";
import type { Override } from "@/lib/contracts/card";
import type { OverrideQuestion } from "./override-dialog";

/** Tries changes that limits may refuse, and asks for a reason where one would help. One question at a time. */
export function useAttempts(onRefused: (refusal: Refusal) => void) {
  const [question, setQuestion] = useState<OverrideQuestion | null>(null);
  const resolve = useRef<((reason: string | null) => void) | null>(null);

  const answer = useCallback((reason: string | null) => {
    setQuestion(null);
    resolve.current?.(reason);
    resolve.current = null;
  }, []);

  const ask = useCallback((next: OverrideQuestion): Promise<string | null> => {
    resolve.current?.(null);
    setQuestion(next);
    return new Promise((settle) => {
      resolve.current = settle;
    });
  }, []);

  const attempt = useCallback(
    async (
      what: string,
      tryOnce: (override?: Override) => Promise<Outcome>,
      isToldInPlace = false,
    ): Promise<Outcome> => {
      const tell = isToldInPlace ? () => undefined : onRefused;
      const first = await tryOnce();
      if (first.ok) return first;
      const { refusal } = first;
      const limit = refusal.kind === "limit" && refusal.overridable ? refusal.limits[0] : undefined;
      if (refusal.kind !== "limit" || !limit) {
        tell(refusal);
        return first;
      }
      const reason = await ask({ what, title: refusal.title, limits: refusal.limits });
      if (reason === null) return first;
      const second = await tryOnce({ reason, limitId: limit.limitId, maxSeen: limit.max });
      if (!second.ok) tell(second.refusal);
      return second;
    },
    [ask, onRefused],
  );

  return { question, answer, attempt };
}
