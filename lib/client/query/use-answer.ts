"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { z } from "zod";
import { askServer, keyOf, type ServerQuery } from "./server-query";
import { useLatest } from "./use-latest";

export type AnswerOptions = {
  /** What makes an answer old: when one of these values changes, the query is asked again. */
  since?: readonly unknown[];
  /** How long a query has to stand before it is asked: one that is only passed over is not. */
  restMs?: number;
  /** Whether the answer to another path is shown until the one to this path is there. */
  keepsOther?: boolean;
};

export type Answered<T> = {
  /** The newest answer; null before the first. It stays while the same path is asked again, and where that fails. */
  answer: T | null;
  /** Why the query has no answer newer than `answer`; null while it is under way. */
  error: Error | null;
  isBusy: boolean;
  /** Asks once more; resolves when that has come to an end, well or not. */
  again: () => Promise<void>;
};

/**
 * The server's answer to a query, asked when the component appears and whenever the query changes; only the newest is
 * answered, and what nobody waits for any longer is broken off. Components that ask the same at the same time share one
 * request. Null asks nothing.
 */
export function useAnswer<S extends z.ZodType>(
  query: ServerQuery<S> | null,
  { since = [], restMs, keepsOther }: AnswerOptions = {},
): Answered<z.infer<S>> {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: keyOf(query, since),
    queryFn: query ? ({ signal }) => askServer(query, signal, restMs) : skipToken,
  });
  const answer = useLatest(query?.path ?? null, data, keepsOther);
  const again = useCallback(async () => {
    await refetch();
  }, [refetch]);
  return { answer, error: isFetching ? null : error, isBusy: isFetching, again };
}
