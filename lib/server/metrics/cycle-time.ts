import "server-only";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import { listCycleTimes } from "@/lib/flow/metrics/cycle-time";
import { defineMetric } from "./define-metric";
import { measureDuration } from "./duration";
import { plainLookback } from "./lookback";

export const cycleTime = defineMetric(cycleTimeMetric, {
  lookback: plainLookback,
  measure: (source, asked) => measureDuration(source, asked, listCycleTimes),
});
