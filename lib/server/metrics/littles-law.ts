import "server-only";
import { littlesLawMetric } from "@/lib/contracts/metrics/littles-law";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { checkLittlesLaw } from "@/lib/flow/metrics/littles-law";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { defineMetric } from "./define-metric";
import { countAll, frameOf } from "./frame";
import { plainLookback } from "./lookback";

export const littlesLaw = defineMetric(littlesLawMetric, {
  lookback: plainLookback,
  measure: async (source) => ({
    ...frameOf(source, countAll(source), []),
    ...checkLittlesLaw(source.calendar, source.timelines, source.range, source.asOf),
    tooFew: tooFewFinished(countThroughput(source.calendar, source.timelines, source.range).total),
  }),
});
