import type { MetricContract } from "@/lib/contracts/metrics/contract";

/** What of a metric's own parameters the query of an address holds. */
export function ownParameters(
  { parameters }: MetricContract,
  query: Iterable<[string, string]>,
): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => name in parameters));
}
