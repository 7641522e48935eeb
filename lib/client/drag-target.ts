/** Where a card would come to lie: `index` counts the other cards of the column that are shown. */
export type DragTarget = { columnId: string; index: number };

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

/** One press of an arrow key. `columns`: from left to right, with their number of other cards; edges hold. */
export function stepTarget(
  columns: readonly { id: string; others: number }[],
  target: DragTarget,
  direction: Direction,
): DragTarget {
  const at = columns.findIndex((column) => column.id === target.columnId);
  if (direction === "left" || direction === "right") {
    const next = columns[at + (direction === "left" ? -1 : 1)];
    return next ? { columnId: next.id, index: Math.min(target.index, next.others) } : target;
  }
  const last = columns[at]?.others ?? 0;
  const index = Math.min(last, Math.max(0, target.index + (direction === "up" ? -1 : 1)));
  return index === target.index ? target : { ...target, index };
}
