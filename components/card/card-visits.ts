import type { LoggedTransition } from "@/lib/contracts/card";

/** A stay of a card in one column. `leftAt` is null while it is still there. */
export type ColumnVisit = {
  columnId: string;
  enteredAt: string;
  leftAt: string | null;
  isOverride: boolean;
  /** What it brought, where it came from another board with this stay. */
  carried: LoggedTransition["carried"];
};

/** The card's life on other boards, the last first: words and instants. */
export function lifeElsewhere({ carried }: ColumnVisit): { words: string; at: string }[] {
  if (!carried) return [];
  const { createdAt, startedAt, finishedAt } = carried;
  return [
    { words: "finished on another board", at: finishedAt },
    { words: "started on another board", at: startedAt },
    { words: "created on another board", at: createdAt },
  ].flatMap(({ words, at }) => (at === null ? [] : [{ words, at }]));
}

/** The stays of a card, oldest first, from its steps, oldest first. Time off the board is no stay. */
export function visitsOf(transitions: readonly LoggedTransition[]): ColumnVisit[] {
  return transitions.flatMap((step, index) =>
    step.toColumnId === null
      ? []
      : [
          {
            columnId: step.toColumnId,
            enteredAt: step.at,
            leftAt: transitions[index + 1]?.at ?? null,
            isOverride: step.override,
            carried: step.carried,
          },
        ],
  );
}

/** Milliseconds spent in each column, in the order of first arrival. `nowMs` ends a stay that goes on. */
export function timeInColumns(
  visits: readonly ColumnVisit[],
  nowMs: number,
): { columnId: string; elapsedMs: number }[] {
  const totals = new Map<string, number>();
  for (const { columnId, enteredAt, leftAt } of visits) {
    const elapsedMs = (leftAt ? Date.parse(leftAt) : nowMs) - Date.parse(enteredAt);
    totals.set(columnId, (totals.get(columnId) ?? 0) + Math.max(0, elapsedMs));
  }
  return [...totals].map(([columnId, elapsedMs]) => ({ columnId, elapsedMs }));
}
