"use client";

import { useMemo } from "react";
import { useViewChoice } from "../view/use-view-choice";
import { readHidden, toggleHidden } from "./hidden-series";

export type HiddenSeries = { hidden: ReadonlySet<string>; toggle: (key: string) => void };

/** Which series of a picture are switched off by its legend, kept in the address under `name`. */
export function useHiddenSeries(name: string, all: readonly string[]): HiddenSeries {
  const [value, choose] = useViewChoice(name);
  const keys = all.join(",");
  const hidden = useMemo(() => readHidden(value, keys.split(",")), [value, keys]);
  return { hidden, toggle: (key) => choose(toggleHidden(hidden, all, key)) };
}
