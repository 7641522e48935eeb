import "server-only";
import { cumulativeFlowMetric } from "@/lib/contracts/metrics/cumulative-flow";
import { buildCumulativeFlow, countColumnsAt, cumulateFlow } from "@/lib/flow/metrics/cumulative-flow";
import { readFlowDays } from "../store/figures/flow-days";
import { defineMetric } from "./define-metric";
import { atInstantAsked, countAll, frameOf } from "./frame";
import { isOfAllCards, type MetricSource } from "./metric-source";

/** The board's columns from left to right. */
export const columnsOf = ({ workflow }: MetricSource) =>
  workflow.columns.map(({ id, name, kind }) => ({ id, name, kind, isCommitted: workflow.isCommitted(id) }));

/**
 * From the days kept of all cards; those of some cards, or of a past state, are counted. `before`: the end of the day
 * before the range, from which its first day is reckoned.
 */
async function readDays({ boardId, calendar, workflow, timelines, isWhole, range }: MetricSource) {
  const withBefore = { ...range, from: range.from - 1 };
  const days = isWhole
    ? cumulateFlow(calendar, workflow, await readFlowDays(boardId, withBefore), withBefore)
    : buildCumulativeFlow(calendar, workflow, timelines, withBefore);
  const [before, ...daysOfRange] = days;
  if (!before) throw new Error("A range without the day before it.");
  return { before, days: daysOfRange };
}

export const cumulativeFlow = defineMetric(cumulativeFlowMetric, {
  // The days kept hold all cards; whatever else is asked is counted from the first one on.
  lookback: (_, asked) => (isOfAllCards(asked) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY),
  measure: async (source) => ({
    ...frameOf(source, countAll(source), []),
    columns: columnsOf(source),
    ...(await readDays(source)),
    at: atInstantAsked(source, () => ({
      counts: countColumnsAt(source.workflow, source.timelines, source.asOf),
    })),
  }),
});
