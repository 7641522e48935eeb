"use client";

import { Fragment, useSyncExternalStore } from "react";
import { CardTile } from "@/components/card/card-tile";
import { cardsInCell, countInRow, nameOfLane, rowsOf } from "@/lib/client/board/cells";
import { filterCards, isFiltering, type ShownFilter } from "@/lib/client/board/filter";
import { cardsIn } from "@/lib/client/board/model";
import { useNow } from "@/lib/client/clock/use-now";
import { plural } from "@/lib/client/format/plural";
import { isColumnLimit, limitLoadsOf } from "@/lib/client/limits/load";
import { printing } from "@/lib/client/page/printing";
import type { ColumnView } from "@/lib/contracts/board";
import { useTileProps } from "../card/board-card";
import { useShown } from "../context/board-context";

/** The board on paper, and nothing on the screen: every card of every column, where the screen draws those in view. */
export function PrintedBoard({ filter }: { filter: ShownFilter }) {
  const isPrinting = useSyncExternalStore(printing.follow, printing.isPrinting, () => false);
  return isPrinting ? <Paper filter={filter} /> : null;
}

function Paper({ filter }: { filter: ShownFilter }) {
  const columns = useShown((model) => model.columns);
  const timeZone = useShown((model) => model.facts.timeZone);
  const now = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone });
  return (
    <div data-paper className="flex flex-col gap-4 pt-2">
      <p className="text-sm">
        {`As of ${now.format(useNow())}, ${timeZone}.`}
        {isFiltering(filter) && " Only the cards that match the filter are on this paper."}
      </p>
      {columns.map((column) => (
        <PaperColumn key={column.id} column={column} filter={filter} />
      ))}
    </div>
  );
}

function PaperColumn({ column, filter }: { column: ColumnView; filter: ShownFilter }) {
  const model = useShown((shown) => shown);
  const limits = [...limitLoadsOf(model).values()].filter(({ limit }) => isColumnLimit(limit, column.id));
  const all = cardsIn(model, column.id);
  const rows = rowsOf(model).map((laneId) => ({
    laneId,
    cards: filterCards(cardsInCell(model, { columnId: column.id, laneId }), filter, model.facts.key),
  }));
  const shown = rows.reduce((sum, { cards }) => sum + cards.length, 0);
  const hasLanes = model.lanes.length > 0;
  return (
    <section aria-label={column.name}>
      <h2 className="break-after-avoid border-b border-foreground pb-1 text-base font-semibold">
        <bdi>{column.name}</bdi>
        <span className="font-normal text-muted-foreground">
          {` · ${shown === all.length ? "" : `${shown} of `}${plural(all.length, "card")}`}
          {limits.map(({ limit, count }) => ` · limit ${count} / ${limit.max}`)}
          {column.andon && " · andon pulled"}
        </span>
      </h2>
      {shown === 0 && <p className="pt-1 text-sm text-muted-foreground">No cards here</p>}
      {rows.map(({ laneId, cards }) => (
        <Fragment key={laneId}>
          {hasLanes && cards.length > 0 && (laneId !== null || countInRow(model, null) > 0) && (
            <h3 className="break-after-avoid pt-2 text-sm font-semibold">
              <bdi>{nameOfLane(model, laneId)}</bdi>
            </h3>
          )}
          <PaperCards cards={cards} isDone={column.kind === "done"} />
        </Fragment>
      ))}
    </section>
  );
}

type PaperCardsProps = { cards: ReturnType<typeof cardsIn>; isDone: boolean };

function PaperCards({ cards, isDone }: PaperCardsProps) {
  const tileProps = useTileProps();
  if (cards.length === 0) return null;
  return (
    <ul className="columns-[15rem] gap-2 pt-2">
      {cards.map((card) => (
        <li key={card.id} className="break-inside-avoid pb-2">
          <CardTile {...tileProps} card={card} isDone={isDone} />
        </li>
      ))}
    </ul>
  );
}
