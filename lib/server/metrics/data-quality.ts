import "server-only";
import { dataQualityMetric } from "@/lib/contracts/metrics/data-quality";
import { measureDataQuality, type QualityFinding } from "@/lib/flow/metrics/data-quality";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { countAll, frameOf } from "./frame";
import { plainLookback } from "./lookback";

/** How many cards of a finding are named, the newest; their number is exact all the same. */
const maxCards = 1_000;

const newest = ({ cards }: QualityFinding) =>
  cards.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, maxCards);

/** Moves of the range that figures of flow can only guess at, with the cards behind them. */
export const dataQuality = defineMetric(dataQualityMetric, {
  lookback: plainLookback,
  measure: async (source) => {
    const { calendar, workflow, timelines, range } = source;
    const found = measureDataQuality(calendar, workflow, timelines, range);
    const named = new Map(Object.values(found).map((finding) => [finding, newest(finding)]));
    const factOf = await readFacts([...named.values()].flat().map(({ cardId }) => cardId));
    const toView = (finding: QualityFinding) => ({
      count: finding.count,
      cards: finding.cards.length,
      items: (named.get(finding) ?? []).map(({ cardId }) => factOf(cardId)),
    });
    return {
      ...frameOf(source, countAll(source), []),
      backwardMoves: toView(found.backwardMoves),
      skippedColumns: toView(found.skippedColumns),
      reopened: toView(found.reopened),
      neverStarted: toView(found.neverStarted),
    };
  },
});
