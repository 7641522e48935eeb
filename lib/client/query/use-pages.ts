"use client";

import { skipToken, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import { askServer, keyOf, type ServerQuery } from "./server-query";
import type { AnswerOptions } from "./use-answer";
import { useLatest } from "./use-latest";

type Page<T> = { items: T[]; nextCursor: string | null };

export type Paged<T> = {
  /** What the pages read so far hold; null before the first. */
  items: readonly T[] | null;
  /** Why the first page could not be read. */
  error: Error | null;
  hasMore: boolean;
  readMore: () => void;
};

/** A list that the server gives page by page, as `useAnswer` gives an answer. It begins anew where its query does. */
export function usePages<T>(
  query: ServerQuery<z.ZodType<Page<T>>> | null,
  { since = [], restMs, keepsOther }: AnswerOptions = {},
): Paged<T> {
  const { data, error, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ["pages", ...keyOf(query, since)],
    queryFn: query
      ? ({ signal, pageParam }) => askServer(from(query, pageParam), signal, pageParam ? 0 : restMs)
      : skipToken,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const pages = useLatest(query?.path ?? null, data?.pages, keepsOther);
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? null, [pages]);
  return {
    items,
    error: data || isFetching ? null : error,
    hasMore: (pages?.at(-1)?.nextCursor ?? null) !== null,
    readMore: () => void fetchNextPage(),
  };
}

/** The query for the page after a cursor. */
function from<T>(query: ServerQuery<z.ZodType<Page<T>>>, cursor: string | null): typeof query {
  if (cursor === null) return query;
  const sign = query.path.includes("?") ? "&" : "?";
  return { ...query, path: `${query.path}${sign}${new URLSearchParams({ cursor })}` };
}
