"use client";

import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { printing } from "@/lib/client/page/printing";
import { pictureTurns } from "./use-turn";

/** How far from the screen a picture is drawn: a screen or so ahead of somebody who scrolls. */
const nearPx = 700;

/**
 * Whether the picture of a place is drawn: as soon as it comes near the screen, is wanted, or is printed. It then stays.
 * Pictures that come near together are drawn one after another.
 */
export function useDrawn(place: RefObject<Element | null>) {
  const isPrinting = useSyncExternalStore(printing.follow, printing.isPrinting, () => false);
  const [isDrawn, setDrawn] = useState(false);
  // React would draw together what wants to be drawn in two tasks.
  const drawNow = useCallback(() => flushSync(() => setDrawn(true)), []);
  if (isPrinting && !isDrawn) setDrawn(true);
  useEffect(() => {
    if (isDrawn || !place.current) return;
    let leave: (() => void) | null = null;
    const observer = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)?.isIntersecting;
        if (isNear) leave ??= pictureTurns.wait(drawNow);
        else {
          leave?.();
          leave = null;
        }
      },
      { rootMargin: `${nearPx}px 0px` },
    );
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      leave?.();
    };
  }, [isDrawn, place, drawNow]);
  return { isDrawn, isPrinting, draw: drawNow };
}
