import type { BlockView } from "@/lib/contracts/card";

/** How long one block held the card up, milliseconds. `nowMs` ends one that still does. */
export function blockElapsedMs({ stretches }: BlockView, nowMs: number): number {
  return stretches.reduce(
    (sum, { from, to }) => sum + Math.max(0, (to === null ? nowMs : Date.parse(to)) - Date.parse(from)),
    0,
  );
}

/** How long the card has been held up in all, milliseconds. Blocks of one card never overlap. */
export function totalBlockedMs(blocks: readonly BlockView[], nowMs: number): number {
  return blocks.reduce((sum, block) => sum + blockElapsedMs(block, nowMs), 0);
}
