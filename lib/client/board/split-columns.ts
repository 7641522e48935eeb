import type { AndonView, ColumnView } from "@/lib/contracts/board";

/** The column of which this one is a part: for the done part of a split column the column itself, else this one. */
export function wholeOf(columns: readonly ColumnView[], column: ColumnView): ColumnView {
  return columns.find(({ id }) => id === column.donePartOf) ?? column;
}

/** The part of a column in which its finished cards wait; null while the column is not split. */
export function donePartOf(columns: readonly ColumnView[], columnId: string): ColumnView | null {
  return columns.find((column) => column.donePartOf === columnId) ?? null;
}

/** The pulled andon over a column; the andon of a split column is over both of its parts. */
export function andonOf(columns: readonly ColumnView[], column: ColumnView): AndonView | null {
  return wholeOf(columns, column).andon;
}

/** How many cards are in these columns, both parts of split ones. */
export function countIn(columns: readonly ColumnView[], columnIds: readonly string[]): number {
  return columns
    .filter((column) => columnIds.includes(wholeOf(columns, column).id))
    .reduce((sum, column) => sum + column.count, 0);
}

/**
 * The position that carries a column to the other side of another one, as the server counts it: among the columns that
 * are not the moved one or its done part. A split column is passed as a whole.
 */
export function positionBeyond(
  columns: readonly ColumnView[],
  moved: ColumnView,
  passed: ColumnView,
): number {
  const others = columns.filter((column) => wholeOf(columns, column).id !== moved.id);
  const isBefore = (column: ColumnView) =>
    passed.position > moved.position
      ? wholeOf(columns, column).position <= passed.position
      : column.position < passed.position;
  return others.filter(isBefore).length;
}
