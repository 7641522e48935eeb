import "server-only";
import type { z } from "zod";
import { defineRoute } from "../api/define-route";
import { type MetricAnswer, type MetricName, metricNames, metricQuery, metrics } from "../metrics";
import { readMetric } from "../metrics/read-metric";

function metricRoute(name: MetricName) {
  const { contract } = metrics[name];
  const answer: z.ZodType<MetricAnswer<MetricName>> = contract.answer;
  return defineRoute({
    method: "get",
    path: `/boards/{id}/metrics/${name}`,
    summary: contract.summary,
    access: "read",
    query: metricQuery,
    answer,
    handler: ({ userId, params, query }) => readMetric(userId, params.id, name, query),
  });
}

/** One operation for each metric; that one answers what its contract says, `defineMetric` has seen to. */
export const metricRoutes = metricNames.map(metricRoute);
