"use client";

import { metricPath } from "@/lib/client/metrics/metric-path";
import { useMetric } from "@/lib/client/metrics/use-metric";
import type { MetricContract } from "@/lib/contracts/metrics/contract";
import { useReportView } from "../view/report-view";

/** A metric over the period before, with the same filters; null as long as the reader does not compare. */
export function useBefore<C extends MetricContract>(
  boardId: string,
  metric: C,
  asked: Record<string, string> = {},
) {
  const { before, filterQuery } = useReportView();
  const days = before && { from: before.from, to: before.to };
  const path = days && metricPath(boardId, metric.name, filterQuery, { ...days, ...asked });
  return useMetric<C["answer"]>(path, metric.answer);
}
