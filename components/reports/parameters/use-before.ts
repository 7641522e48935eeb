"use client";

import type { z } from "zod";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { useMetric } from "@/lib/client/metrics/use-metric";
import type { MetricName } from "@/lib/contracts/metrics";
import { useReportView } from "../view/report-view";

/** A metric over the period before, with the same filters; null as long as the reader does not compare. */
export function useBefore<S extends z.ZodType>(
  boardId: string,
  metric: MetricName,
  schema: S,
  asked: Record<string, string> = {},
) {
  const { before, filterQuery } = useReportView();
  const days = before && { from: before.from, to: before.to };
  return useMetric(days && metricPath(boardId, metric, filterQuery, { ...days, ...asked }), schema);
}
