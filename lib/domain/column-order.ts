export type OrderedColumn = { id: string; isArchived: boolean; donePartOf: string | null };

/**
 * Column ids from left to right after one column has gone to `position`, counted from 0 among the columns that are
 * not archived; beyond the end means the end. Archived columns stay right of the neighbour that they had, and a done
 * part stays right of its column.
 */
export function reorderColumns(
  columns: readonly OrderedColumn[],
  movedId: string,
  position: number,
): string[] {
  const others = columns.filter((column) => column.id !== movedId && column.donePartOf !== movedId);
  const right = others.filter((column) => !column.isArchived)[position];
  const whole = right?.donePartOf ?? right?.id;
  const ids = others.map((column) => column.id);
  const moved = [movedId, ...columns.filter(({ donePartOf }) => donePartOf === movedId).map(({ id }) => id)];
  return whole ? ids.toSpliced(ids.indexOf(whole), 0, ...moved) : [...ids, ...moved];
}
