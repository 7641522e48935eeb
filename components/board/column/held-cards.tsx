"use client";

import { DragOverlay, type DropAnimation, defaultDropAnimationSideEffects } from "@dnd-kit/core";
import { CardTile } from "@/components/card/card-tile";
import { useTileProps } from "../card/board-card";
import type { Drag } from "../drag/drag";

/** The glide of a card that was let go, into its place or back to where it came from. */
const dropAnimation: DropAnimation = {
  duration: 200,
  easing: "cubic-bezier(0.2, 0, 0, 1)",
  sideEffects: defaultDropAnimationSideEffects({ styles: { active: { opacity: "0" } } }),
};

/**
 * What the pointer carries: the card in the hand, and how many come along. It takes no press: a card that still glides
 * back to its place can be picked up there.
 */
export function HeldCards({ drag }: { drag: Drag | null }) {
  return (
    <DragOverlay className="pointer-events-none" dropAnimation={prefersStillness() ? null : dropAnimation}>
      {drag?.input === "pointer" && <HeldTile drag={drag} />}
    </DragOverlay>
  );
}

/** The card in the hand; behind it those that come along. */
export function HeldTile({ drag: { card, cards } }: { drag: Drag }) {
  const tileProps = useTileProps();
  const tile = <CardTile {...tileProps} card={card} isDone={false} isHeld />;
  if (cards.length < 2) return tile;
  return (
    <div data-held-cards={cards.length} className="relative">
      <div className="absolute inset-0 translate-x-1.5 translate-y-1.5 rounded-lg border border-border bg-card shadow-sm" />
      {tile}
      <span className="absolute -top-2 -right-2 rounded-full bg-primary px-2 py-0.5 text-xs font-semibold text-primary-foreground tabular-nums shadow-sm">
        {`${cards.length} cards`}
      </span>
    </div>
  );
}

function prefersStillness(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
