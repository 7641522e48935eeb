/**
 * Column ids from left to right after one column has gone to `position`, counted from 0 among the columns that are
 * not archived; beyond the end means the end. Archived columns stay right of the neighbour that they had.
 */
export function reorderColumns(
  columns: readonly { id: string; isArchived: boolean }[],
  movedId: string,
  position: number,
): string[] {
  const others = columns.filter((column) => column.id !== movedId);
  const right = others.filter((column) => !column.isArchived)[position];
  const ids = others.map((column) => column.id);
  return right ? ids.toSpliced(ids.indexOf(right.id), 0, movedId) : [...ids, movedId];
}
