"use client";

import { useMemo } from "react";
import { useParts } from "@/lib/client/query/use-parts";
import type { CardsQuery } from "../view/cards-query";
import { useReportView } from "../view/report-view";
import { type CardPage, joinPages, nextOf, requestCards, wholePage, withoutCards } from "./read-cards";

/** The cards of a query, page by page; `page` has those that were read so far, and is null before the first. */
export function useCards(query: CardsQuery | null) {
  const { boardId, filterQuery } = useReportView();
  const request = query && requestCards({ boardId, filterQuery }, query);
  const { parts, error, isBusy, readMore } = useParts(request, nextOf);
  const page = useMemo(() => query && pageOf(query, parts), [query, parts]);
  return { page, isBusy, hasFailed: error !== null, readMore };
}

function pageOf(query: CardsQuery, parts: readonly CardPage[] | undefined): CardPage | null {
  if (query.kind === "known") return wholePage(query.groups);
  if (!parts) return null;
  const page = joinPages(parts);
  return query.kind === "in-progress" ? withoutCards(page, query.except) : page;
}
