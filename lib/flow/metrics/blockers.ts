import { type Calendar, type DayRange, instantsOf } from "../calendar/calendar";
import type { Block } from "../log/block";
import { overlap } from "../stats/overlap";

export type BlockerCluster = {
  category: string;
  /** Blocks of which at least a part is in the range. */
  count: number;
  /** Of them, those that last at `asOf`. */
  open: number;
  /** Blocked time within the range. */
  totalMs: number;
  /** The blocks themselves, the longest within the range first. */
  blocks: (Block & { elapsedMs: number })[];
};

/**
 * Blocker clustering: the blocks of the range by category, with how many there were and how long they lasted in it, the
 * costliest first. A block that lasts counts up to `asOf` (epoch ms).
 */
export function clusterBlockers(
  calendar: Calendar,
  blocks: readonly Block[],
  range: DayRange,
  asOf: number,
): BlockerCluster[] {
  const { begin, end } = instantsOf(calendar, range);
  const clusters = new Map<string, BlockerCluster>();
  for (const block of blocks) {
    const { category, from } = block;
    const isOpen = block.to === null || block.to > asOf;
    const to = isOpen ? asOf : (block.to ?? asOf);
    const isInRange = from <= asOf && from < end && (to > begin || from >= begin);
    if (!isInRange) continue;
    const cluster = clusters.get(category) ?? { category, count: 0, open: 0, totalMs: 0, blocks: [] };
    const elapsedMs = overlap(from, to, begin, end);
    cluster.count++;
    if (isOpen) cluster.open++;
    cluster.totalMs += elapsedMs;
    cluster.blocks.push({ ...block, elapsedMs });
    clusters.set(category, cluster);
  }
  for (const cluster of clusters.values()) cluster.blocks.sort((a, b) => b.elapsedMs - a.elapsedMs);
  return [...clusters.values()].sort((a, b) => b.totalMs - a.totalMs || b.count - a.count);
}
