import "server-only";
import { wipMetric } from "@/lib/contracts/metrics/wip";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { defineMetric } from "./define-metric";
import { atInstantAsked, countAll, frameOf } from "./frame";
import { plainLookback } from "./lookback";

export const wip = defineMetric(wipMetric, {
  lookback: plainLookback,
  measure: async (source) => ({
    ...frameOf(source, countAll(source), []),
    days: buildWip(source.calendar, source.workflow, source.timelines, source.range),
    at: atInstantAsked(source, () => ({ wip: countWipAt(source.timelines, source.asOf) })),
  }),
});
