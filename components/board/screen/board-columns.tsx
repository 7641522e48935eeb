"use client";

import type { ShownFilter } from "@/lib/client/board/filter";
import { BoardColumn } from "../column/board-column";
import { useShown } from "../context/board-context";
import { answerAt, type Drag, dragAt } from "../drag/drag";
import { BoardLanes } from "../lane/board-lanes";
import { LimitBandRows, useBandRowCount } from "../limits/limit-band-row";

type BoardColumnsProps = { filter: ShownFilter; drag: Drag | null; openCardId: string | null };

/** The columns side by side, in rows where the board has lanes; scrolled sideways where they do not fit; on narrow screens one comes to rest at a time. */
export function BoardColumns({ filter, drag, openCardId }: BoardColumnsProps) {
  const columns = useShown((model) => model.columns);
  const hasLanes = useShown((model) => model.lanes.length > 0);
  const bandRows = useBandRowCount();
  if (columns.length === 0) {
    return (
      <p className="m-auto max-w-sm p-6 text-center text-muted-foreground">
        This board has no columns yet. A lead adds them in the board's settings.
      </p>
    );
  }
  if (hasLanes) return <BoardLanes filter={filter} drag={drag} openCardId={openCardId} />;
  return (
    <div
      data-board-scroller
      className="min-h-0 flex-1 overflow-x-auto overflow-y-hidden scroll-px-3 px-3 pb-3 max-sm:not-data-dragging:snap-x max-sm:not-data-dragging:snap-mandatory"
      data-dragging={drag ? "" : undefined}
      data-carries-chosen={drag && drag.cards.length > 1 ? "" : undefined}
    >
      <div
        data-board
        className="grid h-full gap-x-3"
        style={{
          gridTemplateColumns: `repeat(${columns.length}, minmax(min(18rem, calc(100vw - 3.5rem)), 24rem))`,
          gridTemplateRows: `${bandRows > 0 ? `repeat(${bandRows}, auto) ` : ""}minmax(0, 1fr)`,
        }}
      >
        <LimitBandRows />
        {columns.map((column, index) => (
          <div
            key={column.id}
            className="min-h-0 snap-start pt-1"
            style={{ gridColumn: index + 1, gridRow: bandRows + 1 }}
          >
            <BoardColumn
              column={column}
              filter={filter}
              answer={answerAt(drag, { columnId: column.id, laneId: null })}
              drag={dragAt(drag, { columnId: column.id, laneId: null })}
              openCardId={openCardId}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
