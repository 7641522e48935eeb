import "server-only";
import type { MetricFrame } from "@/lib/contracts/metrics";
import type { DataQualityAnswer } from "@/lib/contracts/metrics-health";
import { measureDataQuality, type QualityFinding } from "@/lib/flow/metrics/data-quality";
import type { MetricSource } from "./metric-source";

/** How many cards of a finding are named, the newest; their number is exact all the same. */
const maxCards = 1_000;

/** Moves of the range that figures of flow can only guess at, with the cards behind them. */
export function measureQuality(source: MetricSource): Omit<DataQualityAnswer, keyof MetricFrame> {
  const { calendar, workflow, timelines, range } = source;
  const found = measureDataQuality(calendar, workflow, timelines, range);
  const toView = ({ count, cards }: QualityFinding) => ({
    count,
    cards: cards.length,
    items: cards
      .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
      .slice(0, maxCards)
      .map(({ cardId }) => source.factOf(cardId)),
  });
  return {
    backwardMoves: toView(found.backwardMoves),
    skippedColumns: toView(found.skippedColumns),
    reopened: toView(found.reopened),
    neverStarted: toView(found.neverStarted),
  };
}
