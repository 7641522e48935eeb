"use client";

import { useState } from "react";
import type { AnswerOptions } from "./answer-options";

/**
 * The data of a path; while there are none, those that the same path had last. `keepsOther`: or another one. Those of
 * another `of` are never kept. Without a path there is nothing, and nothing is kept.
 */
export function useLatest<T>(
  path: string | null,
  data: T | undefined,
  { of, keepsOther }: Pick<AnswerOptions, "of" | "keepsOther"> = {},
): T | null {
  const [latest, setLatest] = useState<{ path: string; of?: string; data: T } | null>(null);
  if (latest && (path === null || latest.of !== of)) setLatest(null);
  if (path === null) return null;
  if (data !== undefined) {
    if (latest?.data !== data || latest.path !== path || latest.of !== of) setLatest({ path, of, data });
    return data;
  }
  return latest?.of === of && (keepsOther || latest?.path === path) ? (latest?.data ?? null) : null;
}
