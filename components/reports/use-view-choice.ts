"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { changeAddress } from "@/lib/client/page-address";

/** A slider passes over many values; the address takes the one on which it rests. */
const restMs = 250;

/** Choices that are not in the address of their page yet. */
let resting: { path: string; values: Record<string, string | null> } = { path: "", values: {} };
let timer: ReturnType<typeof setTimeout> | undefined;

function writeAddress(name: string, value: string | null) {
  const path = window.location.pathname;
  resting = { path, values: { ...(resting.path === path && resting.values), [name]: value } };
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (window.location.pathname === path) changeAddress(resting.values);
    resting = { path: "", values: {} };
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
