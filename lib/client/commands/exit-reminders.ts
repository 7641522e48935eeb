import type { ColumnView, ExitPolicyView } from "@/lib/contracts/board";

/** What was to be remembered on leaving a column. */
export type ExitReminder = { columnName: string; policies: readonly ExitPolicyView[] };

/**
 * The exit policies that are only shown, of every column that cards have left forwards. A card that is sent back is not
 * done there, so nothing is said.
 */
export function exitRemindersOf(
  columns: readonly ColumnView[],
  leftColumnIds: readonly (string | null)[],
  toColumnId: string,
): ExitReminder[] {
  const to = columns.find(({ id }) => id === toColumnId);
  return columns
    .filter((column) => to && leftColumnIds.includes(column.id) && column.position < to.position)
    .map(({ name, policies }) => ({
      columnName: name,
      policies: policies.filter(({ required }) => !required),
    }))
    .filter(({ policies }) => policies.length > 0);
}
