import "server-only";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import type { ExpectedCard } from "@/lib/flow/metrics/service-level";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { measureExpectation } from "./expectation";
import { frameOf, nameColumn, notTimed } from "./frame";
import { plainLookback } from "./lookback";

export const serviceLevel = defineMetric(serviceLevelMetric, {
  lookback: plainLookback,
  isOfOneMoment: true,
  measure: async (source, asked) => {
    const { calendar, timelines, asOf } = source;
    const { late, atRisk, ...expectation } = measureExpectation(source, asked);
    const factOf = await readFacts([...late, ...atRisk].map(({ cardId }) => cardId));
    const toView = ({ cardId, columnId, ageDays, chance }: ExpectedCard) => ({
      ...factOf(cardId),
      columnId,
      column: nameColumn(source, columnId).name,
      ageDays,
      chance,
    });
    return {
      ...frameOf(source, expectation.n, notTimed(source)),
      ...expectation,
      asOf: new Date(asOf).toISOString(),
      agreed: source.agreed,
      met: Math.round((expectation.attainment ?? 0) * expectation.n),
      inProgress: measureWorkItemAge(calendar, timelines, asOf).length,
      atRisk: atRisk.map(toView),
      late: late.map(toView),
    };
  },
});
