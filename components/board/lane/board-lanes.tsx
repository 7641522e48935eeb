"use client";

import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { countInRow, rowsOf } from "@/lib/client/board/cells";
import { filterCards, type ShownFilter } from "@/lib/client/board/filter";
import { cardsIn } from "@/lib/client/board/model";
import type { ColumnView } from "@/lib/contracts/board";
import { AndonBanner } from "../andon/andon-banner";
import { ColumnHead } from "../column/column-head";
import { useShown } from "../context/board-context";
import type { Drag } from "../drag/drag";
import { LimitBandRows, useBandRowCount } from "../limits/limit-band-row";
import { LaneRow } from "./lane-row";
import { useFoldedLanes } from "./use-folded-lanes";

/** Narrowest column, as wide as on a board without lanes. */
const narrowest = "min(18rem, 100vw - 3.5rem)";

type BoardLanesProps = { filter: ShownFilter; drag: Drag | null; openCardId: string | null };

/** The columns in rows, one row for every lane, below heads that stay in view. */
export function BoardLanes({ filter, drag, openCardId }: BoardLanesProps) {
  const columns = useShown((model) => model.columns);
  const lanes = useShown((model) => model.lanes);
  const hasLooseCards = useShown((model) => countInRow(model, null) > 0);
  const bandRows = useBandRowCount();
  const folding = useFoldedLanes();
  const gridTemplateColumns = `repeat(${columns.length}, minmax(${narrowest}, 24rem))`;
  const minWidth = `calc(${columns.length} * ${narrowest} + ${columns.length - 1} * 0.75rem)`;
  const rows = rowsOf({ lanes }).filter((laneId) => laneId !== null || hasLooseCards || drag !== null);
  const head = useRef<HTMLDivElement>(null);
  const headHeight = useHeight(head);
  return (
    <div
      data-board-scroller
      // What is scrolled into view comes to rest below the heads, not under them.
      style={{ scrollPaddingTop: headHeight }}
      className="min-h-0 flex-1 scroll-px-3 overflow-auto px-3 pb-3 max-sm:not-data-dragging:snap-x max-sm:not-data-dragging:snap-mandatory"
      data-dragging={drag ? "" : undefined}
      data-carries-chosen={drag && drag.cards.length > 1 ? "" : undefined}
    >
      <div data-board data-lanes style={{ minWidth }}>
        <div
          ref={head}
          className="sticky top-0 z-20 grid gap-x-3 border-b border-border bg-background pt-1"
          style={{
            gridTemplateColumns,
            gridTemplateRows: `${bandRows > 0 ? `repeat(${bandRows}, auto) ` : ""}auto`,
          }}
        >
          <LimitBandRows />
          {columns.map((column, index) => (
            <div
              key={column.id}
              className="snap-start rounded-t-xl bg-column"
              style={{ gridColumn: index + 1, gridRow: bandRows + 1 }}
            >
              <FilteredHead column={column} filter={filter} />
            </div>
          ))}
        </div>
        <PulledAndons columns={columns} />
        {rows.map((laneId) => (
          <LaneRow
            key={laneId}
            laneId={laneId}
            columns={columns}
            gridTemplateColumns={gridTemplateColumns}
            filter={filter}
            drag={drag}
            openCardId={openCardId}
            isFolded={folding.isFolded(laneId)}
            onToggle={() => folding.toggle(laneId)}
          />
        ))}
      </div>
    </div>
  );
}

/** Above the lanes: every pulled andon, in view however far the columns are scrolled sideways. */
function PulledAndons({ columns }: { columns: readonly ColumnView[] }) {
  if (columns.every(({ andon }) => andon === null)) return null;
  return (
    <div className="sticky left-0 flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap gap-x-1 pt-2">
      {columns.map(
        (column) =>
          column.andon && (
            <div key={column.id} className="max-w-96">
              <AndonBanner column={column} andon={column.andon} isNamed />
            </div>
          ),
      )}
    </div>
  );
}

/** Height of an element as it is now, pixels; a line of waiting cards makes the heads taller. */
function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.target.clientHeight ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}

function FilteredHead({ column, filter }: { column: ColumnView; filter: ShownFilter }) {
  const cards = useShown((model) => cardsIn(model, column.id));
  const key = useShown((model) => model.facts.key);
  const visible = useMemo(() => filterCards(cards, filter, key), [cards, filter, key]);
  return <ColumnHead column={column} count={cards.length} shown={visible.length} answer={null} isLow />;
}
