"use client";

import { memo, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { cardsInCell, isSameCell, nameOfCell } from "@/lib/client/board/cells";
import { filterCards, type ShownFilter } from "@/lib/client/board/filter";
import { andonOf } from "@/lib/client/board/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { ColumnCards } from "../column/column-cards";
import { AnswerWord } from "../column/column-head";
import { QuickAdd } from "../column/quick-add";
import { WhyNot } from "../column/why-not";
import { useBoard, useShown } from "../context/board-context";
import type { Drag, DropAnswer } from "../drag/drag";
import { CellLimits } from "./lane-limits";

type BoardCellProps = {
  column: ColumnView;
  laneId: string | null;
  filter: ShownFilter;
  /** What this cell would say to the cards that are held. */
  answer: DropAnswer | null;
  /** Set while the held card is over this cell or comes from it. */
  drag: Drag | null;
  openCardId: string | null;
};

/** Where a column and a lane meet: a list of cards that scrolls by itself, and a place to add one. */
export const BoardCell = memo(function BoardCell(props: BoardCellProps) {
  const { column, laneId, filter, answer, drag, openCardId } = props;
  const { canWrite } = useBoard();
  const cell = useMemo(() => ({ columnId: column.id, laneId }), [column.id, laneId]);
  const name = useShown((model) => nameOfCell(model, cell));
  const cards = useShown((model) => cardsInCell(model, cell));
  const key = useShown((model) => model.facts.key);
  const visible = useMemo(() => filterCards(cards, filter, key), [cards, filter, key]);
  const isStopped = useShown(({ columns }) => andonOf(columns, column) !== null);
  const isTarget = isSameCell(drag?.target, cell);
  const isClosed = answer !== null && answer.verdict !== "accepted" && !answer.overridable;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      role="group"
      aria-label={name}
      data-column-id={column.id}
      className={cn(
        "relative flex max-h-[60dvh] min-h-0 snap-start flex-col rounded-lg border border-transparent bg-column transition-colors",
        isTarget && !isClosed && "border-ring/60",
        isTarget && isClosed && "border-danger/60",
        (isStopped || isClosed) && "bg-column-closed",
      )}
    >
      <CellLimits cell={cell} />
      {answer && <CellAnswer answer={answer} />}
      {isTarget && answer && <WhyNot answer={answer} className="top-8" />}
      <ColumnCards
        column={column}
        laneId={laneId}
        cards={visible}
        drag={drag}
        isClosed={isClosed}
        openCardId={openCardId}
      />
      {canWrite && <QuickAdd column={column} laneId={laneId} />}
    </div>
  );
});

/** Laid over the cell's corner, so that nothing shifts when a card is picked up. */
export function CellAnswer({ answer }: { answer: DropAnswer }) {
  return (
    <span className="pointer-events-none absolute top-1 right-1 z-10 rounded-md bg-popover px-1.5 py-0.5 shadow-sm">
      <AnswerWord answer={answer} />
    </span>
  );
}
