import "server-only";
import { leadTimeMetric } from "@/lib/contracts/metrics/lead-time";
import { listLeadTimes } from "@/lib/flow/metrics/lead-time";
import { defineMetric } from "./define-metric";
import { measureDuration } from "./duration";
import { plainLookback } from "./lookback";

export const leadTime = defineMetric(leadTimeMetric, {
  lookback: plainLookback,
  measure: (source, asked) => measureDuration(source, asked, listLeadTimes),
});
