"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { createTurns } from "@/lib/client/page/turns";

/** The line in which the pictures of a page stand to be drawn. */
export const pictureTurns = createTurns();

/**
 * A value that changes only when it is its turn among all that wait. A page of many charts that all change at once
 * draws them one after another instead of standing still.
 */
export function useTurn<T>(value: T): T {
  const [shown, setShown] = useState({ value });
  useEffect(() => pictureTurns.wait(() => flushSync(() => setShown({ value }))), [value]);
  return shown.value;
}
