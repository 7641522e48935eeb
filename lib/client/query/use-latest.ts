"use client";

import { useState } from "react";

/**
 * The data of a path; while there are none, those that the same path had last. `keepsOther`: or another one. Without a path
 * there is nothing, and nothing is kept.
 */
export function useLatest<T>(path: string | null, data: T | undefined, keepsOther = false): T | null {
  const [latest, setLatest] = useState<{ path: string; data: T } | null>(null);
  if (path === null) {
    if (latest) setLatest(null);
    return null;
  }
  if (data !== undefined) {
    if (latest?.data !== data || latest.path !== path) setLatest({ path, data });
    return data;
  }
  return latest && (keepsOther || latest.path === path) ? latest.data : null;
}
