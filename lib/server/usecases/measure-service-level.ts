import "server-only";
import type { MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics-forecast";
import {
  type ExpectedCard,
  measureServiceLevel,
  proposeServiceLevel,
  type ServiceLevel,
} from "@/lib/flow/service-level";
import { measureWorkItemAge } from "@/lib/flow/work-item-age";
import type { MetricSource } from "./metric-source";

type Measured = Omit<ServiceLevelAnswer, keyof MetricFrame> & { cards: number };

/** How finished cards met the expectation, and which cards in progress are at risk of missing it or are late. */
export function measureExpectation(source: MetricSource, query: MetricQuery): Measured {
  const { calendar, timelines, range, asOf, workflow } = source;
  const { percentile, within } = query;
  const days = within ?? proposeServiceLevel(calendar, timelines, range, percentile);
  const level: ServiceLevel | null =
    days === null ? null : measureServiceLevel(calendar, timelines, range, asOf, { percentile, days });
  const toView = ({ cardId, columnId, ageDays, chance }: ExpectedCard) => ({
    ...source.factOf(cardId),
    columnId,
    column: workflow.find(columnId)?.name ?? "",
    ageDays,
    chance,
  });
  return {
    asOf: new Date(asOf).toISOString(),
    percentile,
    days,
    isProposed: within === undefined,
    n: level?.n ?? 0,
    met: Math.round((level?.attainment ?? 0) * (level?.n ?? 0)),
    attainment: level?.attainment ?? null,
    inProgress: measureWorkItemAge(calendar, timelines, asOf).length,
    atRisk: level?.atRisk.map(toView) ?? [],
    late: level?.late.map(toView) ?? [],
    cards: level?.n ?? 0,
  };
}
