import type { BlockView } from "@/lib/contracts/card";

/** How long one block held the card up, milliseconds. `nowMs` ends one that still does. */
export function blockElapsedMs(block: BlockView, nowMs: number): number {
  const endMs = block.unblockedAt ? Date.parse(block.unblockedAt) : nowMs;
  return Math.max(0, endMs - Date.parse(block.blockedAt));
}

/** How long the card has been held up in all, milliseconds. Blocks of one card never overlap. */
export function totalBlockedMs(blocks: readonly BlockView[], nowMs: number): number {
  return blocks.reduce((sum, block) => sum + blockElapsedMs(block, nowMs), 0);
}
