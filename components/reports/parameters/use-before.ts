"use client";

import type { AskedParameters } from "@/lib/client/metrics/metric-request";
import { type MetricReading, useMetric } from "@/lib/client/metrics/use-metric";
import type { MetricContract } from "@/lib/contracts/metrics/contract";
import { useReportView } from "../view/report-view";

/** A metric over the period before, with the same filters; null as long as the reader does not compare. */
export function useBefore<C extends MetricContract>(metric: C, own?: AskedParameters<C>): MetricReading<C> {
  const { boardId, before, filterQuery } = useReportView();
  return useMetric(
    metric,
    before && { boardId, filterQuery, parameters: { from: before.from, to: before.to, ...own } },
  );
}
