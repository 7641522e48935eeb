"use client";

import { type RefObject, useEffect } from "react";
import { cardBody } from "../card-panel/card-panel";
import { transferForm } from "../transfer/transfer-dialog";

/** So long after the first sign, what a hand does at once, such as picking up, comes before what it may do next. */
const restMs = 250;
/** Nor is a server that is away asked at each sign. */
const restAfterFailureMs = 5_000;

/** Fetches what may be opened next as soon as something on the board is pointed at or touched, or a key is pressed. */
export function useFetchAhead(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const signs = new AbortController();
    let rest: ReturnType<typeof setTimeout> | undefined;
    const fetchAll = async () => {
      try {
        await Promise.all([cardBody.load(), transferForm.load()]);
        signs.abort();
      } catch {
        rest = setTimeout(() => {
          rest = undefined;
        }, restAfterFailureMs);
      }
    };
    const fetchAhead = () => {
      rest ??= setTimeout(() => void fetchAll(), restMs);
    };
    for (const sign of ["pointerover", "focusin"])
      root.current?.addEventListener(sign, fetchAhead, { signal: signs.signal });
    document.addEventListener("keydown", fetchAhead, { signal: signs.signal });
    return () => {
      signs.abort();
      clearTimeout(rest);
    };
  }, [root]);
}
