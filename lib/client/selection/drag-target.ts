import type { Cell } from "../board/cells";

/** Where a card would come to lie: `index` counts the other cards of the cell that are shown. */
export type DragTarget = Cell & { index: number };

/** Where a card of a list lies, in the list's own pixels. */
export type Slot = { start: number; size: number };

/**
 * The index at which a card that is held at height `y` would come to lie.
 *
 * Judged by the list as it is without the held card and without the gap that is shown for it: otherwise the gap
 * would move the cards, and the cards the gap. `gap`: pixels between two cards.
 */
export function indexAt(slots: readonly Slot[], heldIndex: number | null, gap: number, y: number): number {
  const held = heldIndex === null ? undefined : slots[heldIndex];
  const closedUp = held ? held.size + gap : 0;
  let index = 0;
  for (let position = 0; position < slots.length; position += 1) {
    if (position === heldIndex) continue;
    const slot = slots[position] as Slot;
    const start = heldIndex !== null && position > heldIndex ? slot.start - closedUp : slot.start;
    if (start + slot.size / 2 >= y) break;
    index += 1;
  }
  return index;
}

/** Height in the list at which the gap for `index` opens. */
export function gapStart(
  slots: readonly Slot[],
  heldIndex: number | null,
  gap: number,
  index: number,
): number {
  const others = slots.filter((_, position) => position !== heldIndex);
  const above = others[index - 1];
  if (!above) return slots[0]?.start ?? gap;
  const position = slots.indexOf(above);
  const held = heldIndex === null ? undefined : slots[heldIndex];
  const closedUp = held && heldIndex !== null && position > heldIndex ? held.size + gap : 0;
  return above.start - closedUp + above.size + gap;
}

export type Direction = "up" | "down" | "left" | "right";

/** The board as arrow keys walk it. `othersIn`: number of cards in a cell, the held one left out. */
export type DragGrid = {
  /** From left to right. */
  columnIds: readonly string[];
  /** From top to bottom; null is the row of cards without a lane. */
  laneIds: readonly (string | null)[];
  othersIn: (cell: Cell) => number;
};

/** One press of an arrow key. Up and down go on in the neighbouring lane where a cell ends; the board's edges hold. */
export function stepTarget(grid: DragGrid, target: DragTarget, direction: Direction): DragTarget {
  const { columnId, laneId, index } = target;
  if (direction === "left" || direction === "right") {
    const next = neighbourIn(grid.columnIds, columnId, direction === "left" ? -1 : 1);
    if (next === undefined) return target;
    return { columnId: next, laneId, index: Math.min(index, grid.othersIn({ columnId: next, laneId })) };
  }
  if (direction === "up" && index > 0) return { ...target, index: index - 1 };
  if (direction === "down" && index < grid.othersIn(target)) return { ...target, index: index + 1 };
  const next = neighbourIn(grid.laneIds, laneId, direction === "up" ? -1 : 1);
  if (next === undefined) return target;
  const cell = { columnId, laneId: next };
  return { ...cell, index: direction === "up" ? grid.othersIn(cell) : 0 };
}

function neighbourIn<T>(row: readonly T[], from: T, step: 1 | -1): T | undefined {
  const at = row.indexOf(from);
  return at < 0 ? undefined : row[at + step];
}
