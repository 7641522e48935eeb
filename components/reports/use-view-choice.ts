"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { changeQuery } from "@/lib/client/report-address";

/** A slider passes over many values; the address takes the one on which it rests. */
const restMs = 250;

/**
 * What was chosen on the page that is open. The router may still write an older address when the next choice is made,
 * so every choice is written again with it.
 */
const chosen: { path: string; values: Record<string, string | null> } = { path: "", values: {} };
let timer: ReturnType<typeof setTimeout> | undefined;

function writeAddress(name: string, value: string | null) {
  const path = window.location.pathname;
  if (chosen.path !== path) Object.assign(chosen, { path, values: {} });
  chosen.values[name] = value;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (window.location.pathname !== path) return;
    const query = changeQuery(window.location.search, chosen.values);
    window.history.replaceState(null, "", query || path);
  }, restMs);
}

/**
 * A choice of one report that its link carries, by its name in the address; null stands for the usual one. What an
 * address says is not checked here.
 */
export function useViewChoice(name: string): [string | null, (value: string | null) => void] {
  const [value, setValue] = useState(useSearchParams().get(name));
  const choose = useCallback(
    (next: string | null) => {
      setValue(next);
      writeAddress(name, next);
    },
    [name],
  );
  return [value, choose];
}
