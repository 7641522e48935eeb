"use client";

import { type RefObject, useEffect } from "react";
import { fetchPiecesAhead } from "./later-pieces";

/** So long after the first sign, what a hand does at once, such as picking up, comes before what it may do next. */
const restMs = 250;

/** Fetches what may be opened next as soon as something on the board is pointed at, touched or reached by keys. */
export function useFetchAhead(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const rest = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const fetchAhead = () => {
      rest.abort();
      timer = setTimeout(fetchPiecesAhead, restMs);
    };
    for (const sign of ["pointerover", "focusin"])
      root.current?.addEventListener(sign, fetchAhead, { signal: rest.signal });
    return () => {
      rest.abort();
      clearTimeout(timer);
    };
  }, [root]);
}
