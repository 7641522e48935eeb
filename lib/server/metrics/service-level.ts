import "server-only";
import type { MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics-forecast";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import {
  type ExpectedCard,
  holdAgainstExpectation,
  proposeExpectation,
  type ServiceLevelExpectation,
  sampleCycleDays,
} from "@/lib/flow/metrics/service-level";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import type { MetricSource } from "./metric-source";

/** The share that is expected where nobody said another. */
export const usualPercentile = 85;

/** What cards are held against: what is asked for, else what is agreed. Days are null where the range has to say them. */
function chooseLevel({ percentile, within }: MetricQuery, { agreed }: MetricSource) {
  if (agreed && percentile === undefined && within === undefined) return agreed;
  return { percentile: percentile ?? agreed?.percentile ?? usualPercentile, days: within ?? null };
}

type Measured = Omit<ServiceLevelAnswer, keyof MetricFrame> & { cards: number };

/** How finished cards met the expectation, and which cards in progress are at risk of missing it or are late. */
export function measureExpectation(source: MetricSource, query: MetricQuery): Measured {
  const { calendar, timelines, range, asOf, workflow } = source;
  const chosen = chooseLevel(query, source);
  const { percentile } = chosen;
  const cycleDays = sampleCycleDays(calendar, timelines, range);
  const days = chosen.days ?? proposeExpectation(cycleDays, percentile);
  const level: ServiceLevelExpectation | null =
    days === null ? null : holdAgainstExpectation(calendar, cycleDays, timelines, asOf, { percentile, days });
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
    isProposed: chosen.days === null,
    basis: chosen === source.agreed ? "agreed" : chosen.days === null ? "proposed" : "asked",
    agreed: source.agreed,
    n: cycleDays.length,
    tooFew: tooFewFinished(cycleDays.length),
    met: Math.round((level?.attainment ?? 0) * (level?.n ?? 0)),
    attainment: level?.attainment ?? null,
    inProgress: measureWorkItemAge(calendar, timelines, asOf).length,
    atRisk: level?.atRisk.map(toView) ?? [],
    late: level?.late.map(toView) ?? [],
    cards: cycleDays.length,
  };
}
