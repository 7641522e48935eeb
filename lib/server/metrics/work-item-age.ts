import "server-only";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { measurePace } from "@/lib/flow/metrics/pace";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { measureExpectation } from "./expectation";
import { countAll, type Excluded, frameOf } from "./frame";
import { plainLookback } from "./lookback";
import type { MetricSource } from "./metric-source";

/** Cards that have no age, and why. `aged`: how many have one. */
function notInProgress(source: MetricSource, aged: number): Excluded {
  const { closed, timelines } = source;
  const started = closed.started + timelines.filter((card) => card.startedAt !== null).length;
  const found = closed.found + timelines.filter(({ isFound }) => isFound).length;
  return [
    { count: countAll(source) - started - found, why: "not started" },
    { count: found, why: "beginning not known" },
    { count: started - aged, why: "finished, deleted, discarded or moved to another board" },
  ];
}

/** The age of every card in progress, held against how old the cards finished in the range were on their way. */
export const workItemAge = defineMetric(workItemAgeMetric, {
  lookback: plainLookback,
  isOfOneMoment: true,
  measure: async (source, asked) => {
    const { calendar, workflow, timelines, range, asOf, percentiles } = source;
    const tooFew = tooFewFinished(countThroughput(calendar, timelines, range).total);
    const pace = measurePace(calendar, workflow, timelines, range, percentiles);
    const unknown = Object.fromEntries(percentiles.map((percent) => [String(percent), null]));
    const { percentile, days, basis, late, atRisk } = measureExpectation(source, asked);
    const risks = new Map<string, "late" | "at-risk">([
      ...late.map(({ cardId }) => [cardId, "late"] as const),
      ...atRisk.map(({ cardId }) => [cardId, "at-risk"] as const),
    ]);
    const ages = measureWorkItemAge(calendar, timelines, asOf);
    const factOf = await readFacts(ages.map(({ cardId }) => cardId));
    return {
      ...frameOf(source, ages.length, notInProgress(source, ages.length)),
      asOf: new Date(asOf).toISOString(),
      expectation: days === null ? null : { percentile, days, basis },
      items: ages.map(({ startedAt: _, ...item }) => ({
        ...factOf(item.cardId),
        ...item,
        risk: risks.get(item.cardId) ?? null,
      })),
      pace: tooFew ? pace.map((column) => ({ ...column, percentiles: unknown })) : pace,
      tooFew,
    };
  },
});
