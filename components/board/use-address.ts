"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type BoardFilter, readFilter, writeFilter } from "@/lib/client/board-filter";

/** What of the board screen is in the address: the filter, and the card that is open. */
export function useAddress() {
  const query = useSearchParams();
  const filter = useMemo(() => readFilter(new URLSearchParams(query)), [query]);
  const openCard = query.get("card");

  const setFilter = useCallback((next: BoardFilter) => {
    replaceQuery(writeFilter(new URLSearchParams(window.location.search), next));
  }, []);

  /** `card`: `KEY-42`, an id, or null to close. Opening is a step back can undo; the server is not asked. */
  const setOpenCard = useCallback((card: string | null) => {
    const next = new URLSearchParams(window.location.search);
    if (next.get("card") === card) return;
    const wasOpen = next.has("card");
    if (card) next.set("card", card);
    else next.delete("card");
    if (card && !wasOpen) window.history.pushState(null, "", addressWith(next));
    else replaceQuery(next);
  }, []);

  return { filter, openCard, setFilter, setOpenCard };
}

function replaceQuery(query: URLSearchParams): void {
  window.history.replaceState(null, "", addressWith(query));
}

function addressWith(query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${window.location.pathname}?${text}` : window.location.pathname;
}
