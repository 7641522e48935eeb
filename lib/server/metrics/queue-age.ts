import "server-only";
import { queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { countAll, frameOf, nameColumn } from "./frame";
import { openCardsAlone } from "./lookback";
import type { MetricSource } from "./metric-source";

/** Cards that stand where they were found, in columns that are not done. */
function countFoundThere({ timelines, workflow }: MetricSource): number {
  return timelines.filter(({ isFound, columnId, visits }) => {
    if (!isFound || columnId === null || workflow.isDone(columnId)) return false;
    return visits[0]?.columnId === columnId;
  }).length;
}

export const queueAge = defineMetric(queueAgeMetric, {
  lookback: openCardsAlone,
  isOfOneMoment: true,
  measure: async (source) => {
    const columns = measureQueueAge(source.workflow, source.timelines, source.asOf, source.percentiles);
    const cards = columns.reduce((sum, { n }) => sum + n, 0);
    const found = countFoundThere(source);
    const factOf = await readFacts(columns.flatMap(({ items }) => items.map(({ cardId }) => cardId)));
    return {
      ...frameOf(source, cards, [
        { count: found, why: "in the column since before the log began" },
        {
          count: countAll(source) - cards - found,
          why: "done, deleted, discarded or moved to another board",
        },
      ]),
      asOf: new Date(source.asOf).toISOString(),
      columns: columns.map((column) => ({
        ...column,
        ...nameColumn(source, column.columnId),
        items: column.items.map((item) => ({ ...factOf(item.cardId), ...item })),
      })),
    };
  },
});
