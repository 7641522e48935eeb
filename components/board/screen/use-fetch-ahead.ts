"use client";

import { type RefObject, useEffect } from "react";
import { CardPanel } from "./later-pieces";

/** So long after the first sign, what a hand does at once, such as picking up, comes before what it may do next. */
const restMs = 250;

/** Fetches the panel of cards as soon as a card is pointed at, touched or reached by keys: it may be opened next. */
export function useFetchAhead(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const rest = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const fetchAhead = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest("[data-card-id]")) return;
      rest.abort();
      timer = setTimeout(CardPanel.fetchAhead, restMs);
    };
    for (const sign of ["pointerover", "focusin"])
      root.current?.addEventListener(sign, fetchAhead, { signal: rest.signal });
    return () => {
      rest.abort();
      clearTimeout(timer);
    };
  }, [root]);
}
