import "server-only";
import { throughputMetric } from "@/lib/contracts/metrics/throughput";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { defineMetric } from "./define-metric";
import { frameOf, notFinished } from "./frame";
import { plainLookback } from "./lookback";

export const throughput = defineMetric(throughputMetric, {
  lookback: plainLookback,
  measure: async (source) => {
    const counted = countThroughput(source.calendar, source.timelines, source.range);
    return { ...frameOf(source, counted.total, notFinished(source)), ...counted };
  },
});
