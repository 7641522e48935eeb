import "server-only";
import type { MetricFrame, MetricQuery, WorkItemAgeAnswer } from "@/lib/contracts/metrics";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { measurePace } from "@/lib/flow/metrics/pace";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import type { MetricSource } from "./metric-source";
import { measureExpectation } from "./service-level";

/** The age of every card in progress, held against how old the cards finished in the range were on their way. */
export function measureAges(
  source: MetricSource,
  query: MetricQuery,
): Omit<WorkItemAgeAnswer, keyof MetricFrame> {
  const { calendar, workflow, timelines, range, asOf, percentiles } = source;
  const tooFew = tooFewFinished(countThroughput(calendar, timelines, range).total);
  const pace = measurePace(calendar, workflow, timelines, range, percentiles);
  const unknown = Object.fromEntries(percentiles.map((percent) => [String(percent), null]));
  const { percentile, days, basis, late, atRisk } = measureExpectation(source, query);
  const risks = new Map<string, "late" | "at-risk">([
    ...late.map(({ cardId }) => [cardId, "late"] as const),
    ...atRisk.map(({ cardId }) => [cardId, "at-risk"] as const),
  ]);
  return {
    asOf: new Date(asOf).toISOString(),
    expectation: days === null ? null : { percentile, days, basis },
    items: measureWorkItemAge(calendar, timelines, asOf).map(({ startedAt: _, ...item }) => ({
      ...source.factOf(item.cardId),
      ...item,
      risk: risks.get(item.cardId) ?? null,
    })),
    pace: tooFew ? pace.map((column) => ({ ...column, percentiles: unknown })) : pace,
    tooFew,
  };
}
