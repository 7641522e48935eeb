"use client";

import type { QueryClient } from "@tanstack/react-query";
import { use } from "react";
import { createQueryClient } from "./query-client";
import { CachePlaceContext } from "./query-provider";

/** The cache of this page, made by whoever asks first. Throws outside of a `QueryProvider`. */
export function useCache(): QueryClient {
  const place = use(CachePlaceContext);
  if (!place) throw new Error("What asks the server stands within a QueryProvider.");
  place.client ??= createQueryClient();
  return place.client;
}
