"use client";

import { type RefObject, useEffect } from "react";
import { CardPanel } from "./later-pieces";

/** Fetches the panel of cards as soon as a card is pointed at, touched or reached by keys: it may be opened next. */
export function useFetchAhead(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const isOver = new AbortController();
    const fetchAhead = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest("[data-card-id]")) return;
      isOver.abort();
      CardPanel.fetchAhead();
    };
    for (const sign of ["pointerover", "focusin"])
      root.current?.addEventListener(sign, fetchAhead, { signal: isOver.signal });
    return () => isOver.abort();
  }, [root]);
}
