import type { LoggedTransition } from "@/lib/contracts/card";

/** A stay of a card in one column. `leftAt` is null while it is still there. */
export type ColumnVisit = {
  columnId: string;
  enteredAt: string;
  leftAt: string | null;
  isOverride: boolean;
  /** It had begun before the history did; `enteredAt` is when that begins. */
  isFound: boolean;
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
            isFound: step.isFound,
            carried: step.carried,
          },
        ],
  );
}

/**
 * Milliseconds spent in each column, in the order of first arrival; at least so many where a stay began before the history.
 * `nowMs` ends a stay that goes on.
 */
export function timeInColumns(
  visits: readonly ColumnVisit[],
  nowMs: number,
): { columnId: string; elapsedMs: number; isAtLeast: boolean }[] {
  const totals = new Map<string, { elapsedMs: number; isAtLeast: boolean }>();
  for (const { columnId, enteredAt, leftAt, isFound } of visits) {
    const elapsedMs = (leftAt ? Date.parse(leftAt) : nowMs) - Date.parse(enteredAt);
    const known = totals.get(columnId);
    totals.set(columnId, {
      elapsedMs: (known?.elapsedMs ?? 0) + Math.max(0, elapsedMs),
      isAtLeast: isFound || (known?.isAtLeast ?? false),
    });
  }
  return [...totals].map(([columnId, total]) => ({ columnId, ...total }));
}
