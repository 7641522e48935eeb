"use client";

import { useEffect, useState } from "react";

/** What waits for its turn, in order. */
const waiting = new Set<() => void>();
let isRunning = false;

/** Gives each its turn in a task of its own, so that the page can answer in between. */
function run() {
  isRunning = true;
  setTimeout(() => {
    const [next] = waiting;
    if (!next) {
      isRunning = false;
      return;
    }
    waiting.delete(next);
    next();
    run();
  });
}

/**
 * A value that changes only when it is its turn among all that wait. A page of many charts that all change at once
 * draws them one after another instead of standing still.
 */
export function useTurn<T>(value: T): T {
  const [shown, setShown] = useState({ value });
  useEffect(() => {
    const show = () => setShown({ value });
    waiting.add(show);
    if (!isRunning) run();
    return () => {
      waiting.delete(show);
    };
  }, [value]);
  return shown.value;
}
