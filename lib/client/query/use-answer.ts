"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AnswerOptions } from "./answer-options";
import { askServer, keyOf, type ServerQuery } from "./server-query";
import { useCache } from "./use-cache";
import { useLatest } from "./use-latest";

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
export function useAnswer<T>(query: ServerQuery<T> | null, options: AnswerOptions = {}): Answered<T> {
  const { data, error, isFetching, refetch } = useQuery(
    {
      queryKey: keyOf(query, options),
      queryFn: query ? ({ signal }) => askServer(query, signal, options.restMs) : skipToken,
    },
    useCache(),
  );
  const answer = useLatest(query?.path ?? null, data, options);
  const again = useCallback(async () => {
    await refetch();
  }, [refetch]);
  return { answer, error: isFetching ? null : error, isBusy: isFetching, again };
}
