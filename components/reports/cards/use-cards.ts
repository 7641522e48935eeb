"use client";

import { skipToken, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CardsQuery } from "../view/cards-query";
import { useReportView } from "../view/report-view";
import { countCards, joinPages, readCards } from "./read-cards";

/** The cards of a query, page by page; `page` has those that were read so far, and is null before the first. */
export function useCards(query: CardsQuery | null) {
  const { boardId, filterQuery } = useReportView();
  const { data, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: ["cards", boardId, filterQuery, query],
    queryFn: query
      ? ({ signal, pageParam }) => readCards({ boardId, filterQuery }, query, pageParam, signal)
      : skipToken,
    initialPageParam: 0,
    getNextPageParam: (_last, pages) => {
      const { groups, total } = joinPages(pages);
      const read = countCards(groups);
      return read < total ? read : null;
    },
  });
  const page = useMemo(() => data && joinPages(data.pages), [data]);
  return {
    page: page ?? null,
    isBusy: isFetching,
    hasFailed: isError && !isFetching,
    readMore: () => void fetchNextPage(),
  };
}
