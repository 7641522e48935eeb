"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type BoardFilter, filterMembers, readFilter } from "@/lib/client/board/filter";
import { changeAddress } from "@/lib/client/page/page-address";

/** What of the board screen is in the address: the filter, and the card that is open. */
export function useAddress() {
  const query = useSearchParams();
  const filter = useMemo(() => readFilter(new URLSearchParams(query)), [query]);
  const openCard = query.get("card");

  const changeFilter = useCallback((part: Partial<BoardFilter>) => changeAddress(filterMembers(part)), []);

  /** `card`: `KEY-42`, an id, or null to close. Opening is a step back can undo; the server is not asked. */
  const setOpenCard = useCallback((card: string | null) => {
    const shown = new URLSearchParams(window.location.search).get("card");
    if (shown !== card) changeAddress({ card }, { isStep: card !== null && shown === null });
  }, []);

  return { filter, openCard, changeFilter, setOpenCard };
}
