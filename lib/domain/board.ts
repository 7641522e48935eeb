/** Where a column stands in the flow: not committed, waiting, being worked on, finished. */
export const columnKinds = ["backlog", "queue", "active", "done"] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** How the delay of a card costs: evenly, at once, from a date on, or not yet. */
export const classesOfService = ["standard", "expedite", "fixed-date", "intangible"] as const;
export type ClassOfService = (typeof classesOfService)[number];

/** A column as rules see it. `position` counts from 0 at the left; archived columns keep theirs. */
export type ColumnFacts = {
  id: string;
  kind: ColumnKind;
  position: number;
};

/**
 * The column at which a team commits to a card: the one chosen, else the first that is not backlog.
 *
 * `columns` in any order. Returns null when every column is backlog.
 */
export function findCommitmentColumn<C extends ColumnFacts>(
  columns: readonly C[],
  chosenId: string | null,
): C | null {
  const chosen = columns.find((column) => column.id === chosenId);
  if (chosen) return chosen;
  const committed = columns.filter((column) => column.kind !== "backlog");
  return committed.reduce<C | null>(
    (first, column) => (first === null || column.position < first.position ? column : first),
    null,
  );
}

/** Whether work that has reached this column counts as started: at or right of the commitment point, or done. */
export function isCommitted(column: ColumnFacts, commitment: ColumnFacts | null): boolean {
  return column.kind === "done" || (commitment !== null && column.position >= commitment.position);
}
