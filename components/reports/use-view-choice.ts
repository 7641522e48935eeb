"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { changeQuery } from "@/lib/client/report-address";

/** A slider passes over many values; the address takes the one on which it rests. */
const restMs = 250;

/**
 * A choice of one report that its link carries, by its name in the address; null stands for the usual one. What an
 * address says is not checked here.
 */
export function useViewChoice(name: string): [string | null, (value: string | null) => void] {
  const [value, setValue] = useState(useSearchParams().get(name));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const choose = (next: string | null) => {
    setValue(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const query = changeQuery(window.location.search, { [name]: next });
      window.history.replaceState(null, "", query || window.location.pathname);
    }, restMs);
  };
  return [value, choose];
}
