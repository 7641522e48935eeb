import "server-only";
import { timeInColumnMetric } from "@/lib/contracts/metrics/time-in-column";
import { findLongestVisits } from "@/lib/flow/metrics/longest-visits";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { countAll, frameOf, nameColumn } from "./frame";
import { plainLookback } from "./lookback";

/** How many of the longest visits to a column are named. */
const maxVisits = 20;

export const timeInColumn = defineMetric(timeInColumnMetric, {
  lookback: plainLookback,
  measure: async (source) => {
    const { calendar, workflow, timelines, range, asOf, percentiles } = source;
    const columns = measureTimeInColumn(calendar, workflow, timelines, range, asOf, percentiles);
    const longest = findLongestVisits(calendar, workflow, timelines, range, asOf, maxVisits);
    const factOf = await readFacts([...longest.values()].flatMap((all) => all.map(({ cardId }) => cardId)));
    return {
      ...frameOf(source, countAll(source), []),
      columns: columns.map((column) => ({
        ...column,
        name: nameColumn(source, column.columnId).name,
        longest: (longest.get(column.columnId) ?? []).map(({ cardId, enteredAt, elapsedMs }) => ({
          ...factOf(cardId),
          enteredAt: new Date(enteredAt).toISOString(),
          elapsedMs,
        })),
      })),
    };
  },
});
