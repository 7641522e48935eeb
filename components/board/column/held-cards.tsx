"use client";

import { CardTile } from "@/components/card/card-tile";
import { CarriedLayer } from "@/components/drag/drag-area";
import { useTileProps } from "../card/board-card";
import type { Drag } from "../drag/drag";

/** What the pointer carries: the card in the hand, and how many come along. */
export function HeldCards({ drag }: { drag: Drag | null }) {
  return <CarriedLayer>{drag?.input === "pointer" && <HeldTile drag={drag} />}</CarriedLayer>;
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
