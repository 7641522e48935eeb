import "server-only";
import { constraintMetric } from "@/lib/contracts/metrics/constraint";
import type { AskedOf } from "@/lib/contracts/metrics/contract";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { findConstraint } from "@/lib/flow/metrics/constraint";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { readBlocks } from "../store/figures/block-history";
import { defineMetric } from "./define-metric";
import { countAll, frameOf, nameColumn } from "./frame";
import { plainLookback } from "./lookback";
import type { MetricSource } from "./metric-source";

/** The board's queue and active columns by the time that cards spend in them, and the probable constraint. */
export async function measureConstraint(
  source: MetricSource,
  { leaveOut }: AskedOf<typeof constraintMetric>,
) {
  const { calendar, workflow, timelines, range, asOf, boardId } = source;
  const blocks = await readBlocks(boardId, calendar.startOf(range.from), asOf);
  const leftOut = new Set(leaveOut);
  const { columns, probable } = findConstraint(calendar, workflow, timelines, blocks, range, asOf, leftOut);
  const tooFew = tooFewFinished(countThroughput(calendar, timelines, range).total);
  return {
    tooFew,
    columns: columns.map((load) => ({ ...load, ...nameColumn(source, load.columnId) })),
    probable: tooFew ? null : probable,
  };
}

export const constraint = defineMetric(constraintMetric, {
  lookback: plainLookback,
  isOfOneMoment: true,
  measure: async (source, asked) => ({
    ...frameOf(source, countAll(source), []),
    ...(await measureConstraint(source, asked)),
  }),
});
