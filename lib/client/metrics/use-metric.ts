"use client";

import { useCallback, useEffect, useState } from "react";
import type { z } from "zod";
import { callApi } from "@/lib/client/http/api";

/** A day that is only passed over is not asked for. */
const restMs = 150;

export type MetricState = {
  isBusy: boolean;
  hasFailed: boolean;
  /** Asks the same once more. */
  again: () => void;
};

/**
 * The answer to a path of the metrics; while it is on its way the one before stays. `path` is null where nothing has to
 * be asked, and the answer then is null. Only the newest path is answered.
 */
export function useMetric<S extends z.ZodType>(
  path: string | null,
  schema: S,
): MetricState & { answer: z.infer<S> | null } {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ answer: z.infer<S> | null; isBusy: boolean; hasFailed: boolean }>({
    answer: null,
    isBusy: false,
    hasFailed: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same path again
  useEffect(() => {
    if (path === null) {
      setState({ answer: null, isBusy: false, hasFailed: false });
      return;
    }
    const ended = new AbortController();
    setState(({ answer }) => ({ answer, isBusy: true, hasFailed: false }));
    const timer = setTimeout(() => {
      callApi(path, { answer: schema, signal: ended.signal })
        .then((answer) => setState({ answer, isBusy: false, hasFailed: false }))
        .catch(() => {
          if (!ended.signal.aborted) setState(({ answer }) => ({ answer, isBusy: false, hasFailed: true }));
        });
    }, restMs);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [path, schema, attempt]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, again };
}
