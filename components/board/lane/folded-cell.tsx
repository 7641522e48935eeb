"use client";

import { useLayoutEffect, useMemo, useRef } from "react";
import { useDropPlace } from "@/components/drag/drag-area";
import { cn } from "@/components/ui/cn";
import { cardsInCell, cellKey, isSameCell, nameOfCell } from "@/lib/client/board/cells";
import { plural } from "@/lib/client/format/plural";
import type { ColumnView } from "@/lib/contracts/board";
import { WhyNot } from "../column/why-not";
import { useShown } from "../context/board-context";
import type { Drag, DropAnswer } from "../drag/drag";
import { useLayouts } from "../layout/board-layouts";
import { CellAnswer } from "./board-cell";

type FoldedCellProps = {
  column: ColumnView;
  laneId: string | null;
  answer: DropAnswer | null;
  drag: Drag | null;
};

/** A cell of a folded row: how many cards it holds. A card let go over it by pointer goes below the others. */
export function FoldedCell({ column, laneId, answer, drag }: FoldedCellProps) {
  const element = useRef<HTMLDivElement | null>(null);
  const layouts = useLayouts();
  const cell = useMemo(() => ({ columnId: column.id, laneId }), [column.id, laneId]);
  const name = useShown((model) => nameOfCell(model, cell));
  const cards = useShown((model) => cardsInCell(model, cell));
  const { setNodeRef } = useDropPlace(cellKey(cell));
  const isTarget = isSameCell(drag?.target, cell);

  useLayoutEffect(() => {
    if (!element.current) return;
    // Cards that are not drawn lie flat on the upper edge: whatever is dropped comes below them.
    const flat = cards.map(() => ({ start: 0, size: 0 }));
    return layouts.register({
      cell,
      list: element.current,
      cards,
      isFolded: true,
      slots: () => flat,
      scrollTo: () => undefined,
    });
  }, [layouts, cell, cards]);

  return (
    <div
      ref={(node) => {
        element.current = node;
        setNodeRef(node);
      }}
      className={cn(
        "relative flex min-h-9 items-center rounded-lg border border-transparent bg-column px-3 text-xs text-muted-foreground tabular-nums",
        isTarget && "border-ring/60",
      )}
    >
      <span aria-hidden>{cards.length}</span>
      <span className="sr-only">{`${name}: ${plural(cards.length, "card")}`}</span>
      {answer && <CellAnswer answer={answer} />}
      {isTarget && answer && <WhyNot answer={answer} className="top-10" />}
    </div>
  );
}
