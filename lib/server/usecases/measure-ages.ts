import "server-only";
import type { MetricFrame, WorkItemAgeAnswer } from "@/lib/contracts/metrics";
import { measurePace } from "@/lib/flow/pace";
import { measureServiceLevel, proposeServiceLevel } from "@/lib/flow/service-level";
import { measureWorkItemAge } from "@/lib/flow/work-item-age";
import type { MetricSource } from "./metric-source";

/** The share of cards that the expectation of the ageing chart promises. */
const expectedPercentile = 85;

function measureRisks({ calendar, timelines, range, asOf }: MetricSource) {
  const days = proposeServiceLevel(calendar, timelines, range, expectedPercentile);
  if (days === null) return { expectation: null, riskOf: () => null };
  const expectation = { percentile: expectedPercentile, days };
  const { late, atRisk } = measureServiceLevel(calendar, timelines, range, asOf, expectation);
  const risks = new Map<string, "late" | "at-risk">([
    ...late.map(({ cardId }) => [cardId, "late"] as const),
    ...atRisk.map(({ cardId }) => [cardId, "at-risk"] as const),
  ]);
  return { expectation, riskOf: (cardId: string) => risks.get(cardId) ?? null };
}

/** The age of every card in progress, held against how old the cards finished in the range were on their way. */
export function measureAges(source: MetricSource): Omit<WorkItemAgeAnswer, keyof MetricFrame> {
  const { calendar, workflow, timelines, range, asOf, percentiles } = source;
  const { expectation, riskOf } = measureRisks(source);
  return {
    asOf: new Date(asOf).toISOString(),
    expectation,
    items: measureWorkItemAge(calendar, timelines, asOf).map(({ startedAt: _, ...item }) => ({
      ...source.factOf(item.cardId),
      ...item,
      risk: riskOf(item.cardId),
    })),
    pace: measurePace(calendar, workflow, timelines, range, percentiles),
  };
}
