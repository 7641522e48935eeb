import "server-only";
import type { MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ConstraintAnswer } from "@/lib/contracts/metrics-health";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { findConstraint } from "@/lib/flow/metrics/constraint";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { readBlocks } from "../store/figures/block-history";
import type { MetricSource } from "./metric-source";

/** The board's queue and active columns by the time that cards spend in them, and the probable constraint. */
export async function measureConstraint(
  source: MetricSource,
  query: MetricQuery,
): Promise<Omit<ConstraintAnswer, keyof MetricFrame>> {
  const { calendar, workflow, timelines, range, asOf, boardId } = source;
  const blocks = await readBlocks(boardId, calendar.startOf(range.from), asOf);
  const leftOut = new Set(query.leaveOut);
  const { columns, probable } = findConstraint(calendar, workflow, timelines, blocks, range, asOf, leftOut);
  const tooFew = tooFewFinished(countThroughput(calendar, timelines, range).total);
  return {
    tooFew,
    columns: columns.map((load) => ({
      ...load,
      name: workflow.find(load.columnId)?.name ?? "",
      kind: workflow.find(load.columnId)?.kind ?? "active",
    })),
    probable: tooFew ? null : probable,
  };
}
