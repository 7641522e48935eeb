"use client";

import { memo, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { filterCards, type ShownFilter } from "@/lib/client/board/filter";
import { type BoardModel, cardsIn } from "@/lib/client/board/model";
import { andonOf } from "@/lib/client/board/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { useBoard, useShown } from "../context/board-context";
import type { Drag, DropAnswer } from "../drag/drag";
import { ColumnCards } from "./column-cards";
import { ColumnHead } from "./column-head";
import { QuickAdd } from "./quick-add";
import { WhyNot } from "./why-not";

export type BoardColumnProps = {
  column: ColumnView;
  filter: ShownFilter;
  /** What this column would say to the cards that are held. */
  answer: DropAnswer | null;
  /** Set while the held card is over this column or comes from it. */
  drag: Drag | null;
  openCardId: string | null;
};

const facts = (model: BoardModel) => model.facts;

/** One step of the flow: head, cards, and a place to add one. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { column, filter, answer, drag, openCardId } = props;
  const { canWrite } = useBoard();
  const cards = useShown((model) => cardsIn(model, column.id));
  const { key } = useShown(facts);
  const visible = useMemo(() => filterCards(cards, filter, key), [cards, filter, key]);
  const isStopped = useShown(({ columns }) => andonOf(columns, column) !== null);
  const isTarget = drag?.target?.columnId === column.id;
  const isClosed = answer !== null && answer.verdict !== "accepted" && !answer.overridable;
  return (
    <section
      aria-label={column.name}
      data-column-id={column.id}
      className={cn(
        "relative flex h-full min-h-0 w-full flex-col rounded-xl border border-transparent bg-column transition-colors",
        isTarget && !isClosed && "border-ring/60",
        isTarget && isClosed && "border-danger/60",
        (isStopped || isClosed) && "bg-column-closed",
      )}
    >
      <ColumnHead column={column} count={cards.length} shown={visible.length} answer={answer} />
      {isTarget && answer && !column.andon && <WhyNot answer={answer} className="top-11" />}
      <ColumnCards
        column={column}
        laneId={null}
        cards={visible}
        drag={drag}
        isClosed={isClosed}
        openCardId={openCardId}
      />
      {canWrite && <QuickAdd column={column} laneId={null} />}
    </section>
  );
});
