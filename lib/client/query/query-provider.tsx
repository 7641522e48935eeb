"use client";

import type { QueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useState } from "react";

/** Where a page keeps its cache, once it has asked for something. Until then it does without the library. */
type CachePlace = { client: QueryClient | null };

export const CachePlaceContext = createContext<CachePlace | null>(null);

/** What everything that asks the server stands within: one cache a page. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [place] = useState<CachePlace>({ client: null });
  return <CachePlaceContext value={place}>{children}</CachePlaceContext>;
}
