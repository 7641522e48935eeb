import "server-only";
import type { MetricFrame } from "@/lib/contracts/metrics";
import type { BlockersAnswer } from "@/lib/contracts/metrics-health";
import { clusterBlockers } from "@/lib/flow/metrics/blockers";
import { readBlocks } from "../store/figures/block-history";
import type { MetricSource } from "./metric-source";

/** How many blocks of a category are named, the longest; their number and time are exact all the same. */
const maxBlocks = 500;

/** The blocks of the range by category, each with its card, its reason and how long it lasted. */
export async function measureBlockers(
  source: MetricSource,
): Promise<Omit<BlockersAnswer, keyof MetricFrame> & { cards: number }> {
  const { calendar, range, asOf, boardId } = source;
  const all = await readBlocks(boardId, calendar.startOf(range.from), asOf);
  const blocks = all.filter(({ cardId }) => source.isWanted(cardId));
  const clusters = clusterBlockers(calendar, blocks, range, asOf);
  const iso = (at: number) => new Date(at).toISOString();
  return {
    asOf: iso(asOf),
    categories: clusters.map((cluster) => ({
      ...cluster,
      blocks: cluster.blocks.slice(0, maxBlocks).map(({ cardId, reason, from, to, elapsedMs }) => ({
        ...source.factOf(cardId),
        reason,
        from: iso(from),
        to: to === null || to > asOf ? null : iso(to),
        elapsedMs,
      })),
    })),
    cards: new Set(clusters.flatMap(({ blocks: all }) => all.map(({ cardId }) => cardId))).size,
  };
}
