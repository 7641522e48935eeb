import type { LaneView } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { type BoardModel, cardsIn } from "./model";

/**
 * Where a column and a lane meet. `laneId` null: the cards without a lane; on a board without lanes that is the whole
 * column.
 */
export type Cell = { columnId: string; laneId: string | null };

/** The cell as a word, for maps and for the page. */
export function cellKey({ columnId, laneId }: Cell): string {
  return laneId === null ? columnId : `${columnId}/${laneId}`;
}

export function isSameCell(a: Cell | null | undefined, b: Cell | null | undefined): boolean {
  return a?.columnId === b?.columnId && a?.laneId === b?.laneId;
}

/** The rows of a board from the top: every lane, then the cards without one. */
export function rowsOf({ lanes }: Pick<BoardModel, "lanes">): (string | null)[] {
  return [...lanes.map(({ id }) => id), null];
}

/** The row in which a card stands. A card of a lane that was archived stands among those without one. */
export function laneOf({ lanes }: Pick<BoardModel, "lanes">, card: Pick<CardView, "laneId">): string | null {
  return lanes.some(({ id }) => id === card.laneId) ? card.laneId : null;
}

type Grouped = { lanes: readonly LaneView[]; byLane: ReadonlyMap<string | null, readonly CardView[]> };
const groupedColumns = new WeakMap<readonly CardView[], Grouped>();
const noCards: readonly CardView[] = [];

/** Cards of a cell from top to bottom. The same array for as long as its column has the same cards. */
export function cardsInCell(model: BoardModel, { columnId, laneId }: Cell): readonly CardView[] {
  const cards = cardsIn(model, columnId);
  if (model.lanes.length === 0) return laneId === null ? cards : noCards;
  const known = groupedColumns.get(cards);
  const grouped = known?.lanes === model.lanes ? known : groupByLane(model.lanes, cards);
  groupedColumns.set(cards, grouped);
  return grouped.byLane.get(laneId) ?? noCards;
}

function groupByLane(lanes: readonly LaneView[], cards: readonly CardView[]): Grouped {
  const byLane = new Map<string | null, CardView[]>();
  for (const card of cards) {
    const laneId = laneOf({ lanes }, card);
    const cell = byLane.get(laneId);
    if (cell) cell.push(card);
    else byLane.set(laneId, [card]);
  }
  return { lanes, byLane };
}

/** How many cards stand in a row of the board. */
export function countInRow(model: BoardModel, laneId: string | null): number {
  return model.columns.reduce(
    (sum, column) => sum + cardsInCell(model, { columnId: column.id, laneId }).length,
    0,
  );
}

/** `Doing`, or on a board with lanes `Doing, Mobile`. */
export function nameOfCell(model: Pick<BoardModel, "columns" | "lanes">, { columnId, laneId }: Cell): string {
  const column = model.columns.find(({ id }) => id === columnId)?.name ?? "";
  return model.lanes.length === 0 ? column : `${column}, ${nameOfLane(model, laneId)}`;
}

/** The name of a row, also of the one for cards without a lane. */
export function nameOfLane({ lanes }: Pick<BoardModel, "lanes">, laneId: string | null): string {
  return lanes.find(({ id }) => id === laneId)?.name ?? "No lane";
}
