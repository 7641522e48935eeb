import "server-only";
import type { MetricFrame } from "@/lib/contracts/metrics";
import type { DataQualityAnswer } from "@/lib/contracts/metrics-health";
import { measureDataQuality, type QualityFinding } from "@/lib/flow/data-quality";
import type { MetricSource } from "./metric-source";

/** How many cards of a finding are named; their number is exact all the same. */
const mostCards = 1_000;

/** Moves of the range that figures of flow can only guess at, with the cards behind them. */
export function measureQuality(source: MetricSource): Omit<DataQualityAnswer, keyof MetricFrame> {
  const { calendar, workflow, range } = source;
  const timelines = [...source.timelines].sort((a, b) => a.createdAt - b.createdAt);
  const found = measureDataQuality(calendar, workflow, timelines, range);
  const toView = ({ count, cardIds }: QualityFinding) => ({
    count,
    cards: cardIds.length,
    items: cardIds.slice(-mostCards).reverse().map(source.factOf),
  });
  return {
    backwardMoves: toView(found.backwardMoves),
    skippedColumns: toView(found.skippedColumns),
    reopened: toView(found.reopened),
    neverStarted: toView(found.neverStarted),
  };
}
