import type { ColumnView, ExitPolicyView } from "@/lib/contracts/board";

/** What was to be remembered on leaving a column. */
export type ExitReminder = { columnName: string; policies: readonly ExitPolicyView[] };

/**
 * The exit policies that are only shown of a column that a card has left forwards; null when there is nothing to say.
 * A card that is sent back is not done there, so nothing is said.
 */
export function exitReminderOf(
  columns: readonly ColumnView[],
  fromColumnId: string | null,
  toColumnId: string,
): ExitReminder | null {
  const from = columns.find(({ id }) => id === fromColumnId);
  const to = columns.find(({ id }) => id === toColumnId);
  if (!from || !to || to.position <= from.position) return null;
  const policies = from.policies.filter(({ required }) => !required);
  return policies.length > 0 ? { columnName: from.name, policies } : null;
}
