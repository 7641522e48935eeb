"use client";

import { useSearchParams } from "next/navigation";
import type { MetricContract } from "@/lib/contracts/metrics/contract";
import { ownParameters } from "./own-parameters";

/** What of a metric's own parameters the page's address holds. */
export function useOwnParameters(metric: MetricContract): Record<string, string> {
  return ownParameters(metric, useSearchParams());
}
