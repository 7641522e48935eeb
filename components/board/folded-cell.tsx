"use client";

import { useDroppable } from "@dnd-kit/core";
import { useEffect, useMemo, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Admission } from "@/lib/client/admission";
import { cardsInCell, cellKey, isSameCell, nameOfCell } from "@/lib/client/board-cells";
import type { ColumnView } from "@/lib/contracts/board";
import { CellAnswer } from "./board-cell";
import { useShown } from "./board-context";
import { type Drag, useDragRegistry } from "./drag-context";
import { WhyNot } from "./why-not";

type FoldedCellProps = {
  column: ColumnView;
  laneId: string | null;
  admission: Admission | null;
  drag: Drag | null;
};

/** A cell of a folded row: how many cards it holds. A card let go over it by pointer goes below the others. */
export function FoldedCell({ column, laneId, admission, drag }: FoldedCellProps) {
  const element = useRef<HTMLDivElement | null>(null);
  const registry = useDragRegistry();
  const cell = useMemo(() => ({ columnId: column.id, laneId }), [column.id, laneId]);
  const name = useShown((model) => nameOfCell(model, cell));
  const cards = useShown((model) => cardsInCell(model, cell));
  const { setNodeRef } = useDroppable({ id: cellKey(cell) });
  const isTarget = isSameCell(drag?.target, cell);

  useEffect(() => {
    if (!element.current) return;
    // Cards that are not drawn lie flat on the upper edge: whatever is dropped comes below them.
    const flat = cards.map(() => ({ start: 0, size: 0 }));
    return registry.register({
      cell,
      list: element.current,
      cards,
      slots: () => flat,
      scrollTo: () => undefined,
    });
  }, [registry, cell, cards]);

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
      <span className="sr-only">{`${name}: ${cards.length === 1 ? "1 card" : `${cards.length} cards`}`}</span>
      {admission && <CellAnswer admission={admission} />}
      {isTarget && admission && <WhyNot admission={admission} className="top-10" />}
    </div>
  );
}
