"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { countInRow, nameOfLane } from "@/lib/client/board/cells";
import type { ShownFilter } from "@/lib/client/board/filter";
import { plural } from "@/lib/client/format/plural";
import type { ColumnView } from "@/lib/contracts/board";
import { useShown } from "../context/board-context";
import { answerAt, type Drag, dragAt } from "../drag/drag";
import { BoardCell } from "./board-cell";
import { FoldedCell } from "./folded-cell";
import { LaneLimits } from "./lane-limits";

type LaneRowProps = {
  laneId: string | null;
  columns: readonly ColumnView[];
  gridTemplateColumns: string;
  filter: ShownFilter;
  drag: Drag | null;
  openCardId: string | null;
  isFolded: boolean;
  onToggle: () => void;
};

/** One lane through all columns, or the cards without a lane. Folded, it shows only how many cards are where. */
export function LaneRow(props: LaneRowProps) {
  const { laneId, columns, gridTemplateColumns, filter, drag, openCardId, isFolded, onToggle } = props;
  const name = useShown((model) => nameOfLane(model, laneId));
  const count = useShown((model) => countInRow(model, laneId));
  const cellsId = useId();
  return (
    <section aria-label={name} data-lane-row={laneId ?? ""} className="border-b border-border pt-1.5 pb-3">
      <header className="sticky left-0 flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center gap-x-3 py-1">
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Cards of ${name}`}
          aria-expanded={!isFolded}
          aria-controls={cellsId}
          className="size-7 text-muted-foreground pointer-coarse:size-9"
          onClick={onToggle}
        >
          {isFolded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        </Button>
        <h2 dir="auto" className="min-w-0 truncate text-sm font-semibold">
          {name}
        </h2>
        <span className="text-xs text-muted-foreground tabular-nums">{plural(count, "card")}</span>
        {laneId !== null && <LaneLimits laneId={laneId} />}
      </header>
      <div id={cellsId} className="grid gap-x-3" style={{ gridTemplateColumns }}>
        {columns.map((column) => {
          const cell = { columnId: column.id, laneId };
          const inDrag = { answer: answerAt(drag, cell), drag: dragAt(drag, cell) };
          return isFolded ? (
            <FoldedCell key={column.id} column={column} laneId={laneId} {...inDrag} />
          ) : (
            <BoardCell
              key={column.id}
              column={column}
              laneId={laneId}
              filter={filter}
              openCardId={openCardId}
              {...inDrag}
            />
          );
        })}
      </div>
    </section>
  );
}
