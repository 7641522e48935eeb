import "server-only";
import type { AskedOf } from "@/lib/contracts/metrics/contract";
import type { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import type { ExpectationBasis } from "@/lib/contracts/service-level";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import {
  holdAgainstExpectation,
  proposeExpectation,
  sampleCycleDays,
} from "@/lib/flow/metrics/service-level";
import type { MetricSource } from "./metric-source";

/** The share that is expected where nobody said another. */
export const usualPercentile = 85;

type Asked = AskedOf<typeof serviceLevelMetric>;

/** What cards are held against: what is asked for, else what is agreed. Days are null where the range has to say them. */
function chooseExpectation({ percentile, within }: Asked, { agreed }: MetricSource) {
  if (agreed && percentile === undefined && within === undefined) return agreed;
  return { percentile: percentile ?? agreed?.percentile ?? usualPercentile, days: within ?? null };
}

/**
 * The expectation that holds for what is asked, and what comes of it: how the finished cards of the range met it, and which
 * cards in progress are at risk of missing it or late. `isProposed`: the range says the days.
 */
export function measureExpectation(source: MetricSource, asked: Asked) {
  const { calendar, timelines, range, asOf } = source;
  const chosen = chooseExpectation(asked, source);
  const { percentile } = chosen;
  const cycleDays = sampleCycleDays(calendar, timelines, range);
  const days = chosen.days ?? proposeExpectation(cycleDays, percentile);
  const held =
    days === null ? null : holdAgainstExpectation(calendar, cycleDays, timelines, asOf, { percentile, days });
  const isProposed = chosen.days === null;
  const basis: ExpectationBasis = chosen === source.agreed ? "agreed" : isProposed ? "proposed" : "asked";
  return {
    percentile,
    days,
    isProposed,
    basis,
    n: cycleDays.length,
    tooFew: tooFewFinished(cycleDays.length),
    attainment: held?.attainment ?? null,
    atRisk: held?.atRisk ?? [],
    late: held?.late ?? [],
  };
}
