"use client";

import { skipToken, useInfiniteQuery } from "@tanstack/react-query";
import type { AnswerOptions } from "./answer-options";
import { askServer, keyOf, type ServerQuery } from "./server-query";
import { useCache } from "./use-cache";

/** What is put into the address of a query so that a later part is answered. */
type Continuation = Readonly<Record<string, string>>;

export type Parts<T> = {
  /** What has been read so far, in order; undefined before the first. */
  parts: readonly T[] | undefined;
  /** Why the newest part could not be read; null while one is under way. */
  error: Error | null;
  isBusy: boolean;
  hasMore: boolean;
  readMore: () => void;
};

/**
 * An answer that comes in parts, each asked for when it is wanted. `nextOf` says from the parts so far how the next one is
 * asked for, and null where they are all. It begins anew where its query does.
 */
export function useParts<T>(
  query: ServerQuery<T> | null,
  nextOf: (parts: readonly T[]) => Continuation | null,
  { since, of, restMs }: Omit<AnswerOptions, "keepsOther"> = {},
): Parts<T> {
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: ["parts", ...keyOf(query, { since, of })],
      queryFn: query
        ? ({ signal, pageParam }) => askServer(continued(query, pageParam), signal, pageParam ? 0 : restMs)
        : skipToken,
      initialPageParam: null as Continuation | null,
      getNextPageParam: (_last, parts) => nextOf(parts),
    },
    useCache(),
  );
  return {
    parts: data?.pages,
    error: isFetching ? null : error,
    isBusy: isFetching,
    hasMore: hasNextPage,
    readMore: () => void fetchNextPage(),
  };
}

function continued<T>(query: ServerQuery<T>, by: Continuation | null): ServerQuery<T> {
  if (by === null) return query;
  const [place, first] = query.path.split("?");
  const parameters = new URLSearchParams(first);
  for (const [name, value] of Object.entries(by)) parameters.set(name, value);
  return { ...query, path: `${place}?${parameters}` };
}
