"use client";

import { useMemo } from "react";
import type { AnswerOptions } from "./answer-options";
import type { ServerQuery } from "./server-query";
import { useLatest } from "./use-latest";
import { useParts } from "./use-parts";

type Page<T> = { items: T[]; nextCursor: string | null };

export type Paged<T> = {
  /** What the pages read so far hold; null before the first, and where that could not be read. */
  items: readonly T[] | null;
  /** Why the first page could not be read. */
  error: Error | null;
  /** Whether this query, and not one before it, has another page. */
  hasMore: boolean;
  readMore: () => void;
};

/** A list that the server gives page by page, as `useAnswer` gives an answer. It begins anew where its query does. */
export function usePages<T>(query: ServerQuery<Page<T>> | null, options: AnswerOptions = {}): Paged<T> {
  const { parts, error, hasMore, readMore } = useParts(query, afterPages, options);
  const pages = useLatest(query?.path ?? null, parts, options);
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? null, [pages]);
  const hasFailed = error !== null && !parts;
  return { items: hasFailed ? null : items, error: hasFailed ? error : null, hasMore, readMore };
}

function afterPages(pages: readonly Page<unknown>[]) {
  const cursor = pages.at(-1)?.nextCursor ?? null;
  return cursor === null ? null : { cursor };
}
