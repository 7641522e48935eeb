"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useDropPlace } from "@/components/drag/drag-area";
import { cn } from "@/components/ui/cn";
import { cellKey, isSameCell, nameOfCell } from "@/lib/client/board/cells";
import { gapStart, type Slot } from "@/lib/client/selection/drag-target";
import type { ColumnView } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { BoardCard } from "../card/board-card";
import { useBoard, useShown } from "../context/board-context";
import { cardGap, type Drag } from "../drag/drag";
import { useLayouts } from "../layout/board-layouts";
import { HeldTile } from "./held-cards";

/** Height of a card before it has been measured, pixels. */
const usualHeight = 92;
/** The server draws this much of a cell, so that the first picture is a whole one. */
const firstRect = { width: 288, height: 900 };

type ColumnCardsProps = {
  column: ColumnView;
  laneId: string | null;
  cards: readonly CardView[];
  drag: Drag | null;
  isClosed: boolean;
  openCardId: string | null;
};

/** The cards of a column, or of its part in one lane, of which only those near the view exist in the page. */
export function ColumnCards({ column, laneId, cards, drag, isClosed, openCardId }: ColumnCardsProps) {
  const list = useRef<HTMLDivElement | null>(null);
  const { canWrite, focus } = useBoard();
  const layouts = useLayouts();
  const cell = useMemo(() => ({ columnId: column.id, laneId }), [column.id, laneId]);
  const name = useShown((model) => nameOfCell(model, cell));
  const { setNodeRef } = useDropPlace(cellKey(cell));
  const heldIndex = drag ? cards.findIndex((card) => card.id === drag.card.id) : -1;
  const held = heldIndex < 0 ? null : heldIndex;
  const findFocused = () => cards.findIndex(({ id }) => id === focus.get());
  const focused = useSyncExternalStore(focus.subscribe, findFocused, findFocused);

  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap: cardGap,
    paddingStart: 4,
    paddingEnd: cardGap,
    overscan: 6,
    initialRect: firstRect,
    // These stay in the page however far the view scrolls: a finger's events and the focus end with their element.
    rangeExtractor: useCallback(
      (range: Range) => withIndexes(defaultRangeExtractor(range), [heldIndex, focused]),
      [heldIndex, focused],
    ),
  });
  const slots = useCallback((): readonly Slot[] => virtualizer.measurementsCache, [virtualizer]);

  useLayoutEffect(() => {
    if (!list.current) return;
    return layouts.register({
      cell,
      list: list.current,
      cards,
      isFolded: false,
      slots,
      scrollTo: (index) => virtualizer.scrollToIndex(Math.min(index, cards.length - 1)),
    });
  }, [layouts, cell, cards, slots, virtualizer]);
  useLayoutEffect(() => focus.settle());

  const setList = useCallback(
    (element: HTMLDivElement | null) => {
      list.current = element;
      setNodeRef(element);
    },
    [setNodeRef],
  );

  const isTarget = isSameCell(drag?.target, cell) && !isClosed;
  const gapIndex = isTarget ? (drag?.target?.index ?? null) : null;
  const gapHeight = drag ? drag.height + cardGap : 0;
  const heldHeight = held === null ? 0 : (slots()[held]?.size ?? 0) + cardGap;
  const shiftOf = (index: number) => {
    const ordinal = held !== null && index > held ? index - 1 : index;
    const closedUp = held !== null && index > held ? -heldHeight : 0;
    return closedUp + (gapIndex !== null && ordinal >= gapIndex ? gapHeight : 0);
  };
  const height = virtualizer.getTotalSize() - heldHeight + (gapIndex === null ? 0 : gapHeight);

  return (
    <div
      ref={setList}
      className="min-h-16 flex-1 overflow-x-hidden overflow-y-auto overscroll-y-contain in-data-lanes:overscroll-y-auto px-2 [scrollbar-width:thin]"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: items lie at computed heights, which ul and li fight */}
      <div role="list" aria-label={`Cards in ${name}`} className="relative w-full" style={{ height }}>
        {gapIndex !== null && drag && (
          <DropGap drag={drag} top={gapStart(slots(), held, cardGap, gapIndex)} />
        )}
        {virtualizer.getVirtualItems().map((item) => {
          const card = cards[item.index];
          if (!card) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the list above
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="listitem"
              aria-setsize={cards.length}
              aria-posinset={item.index + 1}
              className={cn(
                "absolute inset-x-0 top-0",
                drag !== null && "transition-transform duration-150 motion-reduce:transition-none",
                item.index === held && "opacity-0",
              )}
              style={{ transform: `translateY(${item.start + shiftOf(item.index)}px)` }}
            >
              <BoardCard
                card={card}
                isDone={column.kind === "done"}
                isOpen={card.id === openCardId}
                canDrag={canWrite && card.number > 0}
              />
            </div>
          );
        })}
      </div>
      {cards.length === 0 && gapIndex === null && (
        <p className="px-2 py-4 text-center text-xs text-muted-foreground">No cards here</p>
      )}
    </div>
  );
}

/** Where the held card would come to lie. By keyboard the card itself shows there, since no pointer carries it. */
function DropGap({ drag, top }: { drag: Drag; top: number }) {
  const needsReason = drag.target && drag.answers.get(cellKey(drag.target))?.verdict === "reason-required";
  return (
    <div
      aria-hidden
      className={cn(
        "absolute inset-x-0 top-0 rounded-lg border-2 border-dashed border-ring/50 bg-ring/5",
        needsReason && "border-warning/60 bg-warning/5",
      )}
      style={{ transform: `translateY(${top}px)`, height: drag.height }}
    >
      {drag.input === "keyboard" && <HeldTile drag={drag} />}
    </div>
  );
}

/** The indexes in order, with those of `wanted` that are not negative. */
function withIndexes(indexes: number[], wanted: readonly number[]): number[] {
  const missing = wanted.filter((index) => index >= 0 && !indexes.includes(index));
  return missing.length === 0 ? indexes : [...new Set([...indexes, ...missing])].sort((a, b) => a - b);
}
