import "server-only";
import { flowEfficiencyMetric } from "@/lib/contracts/metrics/flow-efficiency";
import { listCycleTimes } from "@/lib/flow/metrics/cycle-time";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { readBlocks } from "../store/figures/block-history";
import { defineMetric } from "./define-metric";
import { frameOf, notTimed } from "./frame";
import { plainLookback } from "./lookback";

export const flowEfficiency = defineMetric(flowEfficiencyMetric, {
  lookback: plainLookback,
  measure: async (source) => {
    const { boardId, calendar, workflow, timelines, range, asOf } = source;
    const finished = listCycleTimes(calendar, timelines, range);
    const firstStart = finished.reduce((first, { startedAt }) => Math.min(first, startedAt), asOf);
    const blocks = await readBlocks(boardId, firstStart, asOf);
    return {
      ...frameOf(source, finished.length, notTimed(source)),
      ...measureFlowEfficiency(calendar, workflow, timelines, blocks, range),
    };
  },
});
