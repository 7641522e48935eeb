"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";
import { callApi } from "@/lib/client/api";

/** A day that is only passed over is not asked for. */
const restMs = 150;

type MetricState<T> = { answer: T | null; isBusy: boolean; hasFailed: boolean };

/**
 * The answer to a path of the metrics; while it is on its way the one before stays. `path` is null where nothing has to
 * be asked, and the answer then is null.
 */
export function useMetric<S extends z.ZodType>(path: string | null, schema: S): MetricState<z.infer<S>> {
  const [state, setState] = useState<MetricState<z.infer<S>>>({
    answer: null,
    isBusy: false,
    hasFailed: false,
  });
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
  }, [path, schema]);
  return state;
}
