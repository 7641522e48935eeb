import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/api/define-route";
import { metricNames, metricQuery } from "@/lib/server/metrics";
import { readMetric } from "@/lib/server/metrics/read-metric";

export const GET = defineRoute({
  access: "read",
  params: z.object({ id, name: z.enum(metricNames) }),
  query: metricQuery,
  handler: ({ userId, params, query }) => readMetric(userId, params.id, params.name, query),
});
