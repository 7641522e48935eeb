import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { ascending } from "../stats/ascending";
import { percentiles } from "../stats/percentile";

export type WaitingCard = {
  cardId: string;
  /** Since the latest entry into the present column. */
  elapsedMs: number;
  /** In this column over all visits. */
  dwellMs: number;
};

export type ColumnAge = {
  columnId: string;
  n: number;
  /** Nearest rank, of elapsed ms. */
  percentiles: Record<string, number | null>;
  items: WaitingCard[];
};

/**
 * Queue age at `asOf` (epoch ms): how long each card has been in its present column, longest first, for every column
 * but done ones. `timelines` must be read as of that instant. A card is left out of the column in which it was found:
 * nobody knows since when it is there.
 */
export function measureQueueAge(
  workflow: Workflow,
  timelines: readonly Timeline[],
  asOf: number,
  percents: readonly number[],
): ColumnAge[] {
  const items = new Map<string, WaitingCard[]>(
    workflow.columns.filter(({ kind }) => kind !== "done").map(({ id }) => [id, []]),
  );
  for (const card of timelines) {
    const { columnId } = card;
    if (columnId === null || !items.has(columnId)) continue;
    const { visits } = card;
    if (visits[0]?.isFound && visits[0].columnId === columnId) continue;
    const enteredAt = visits.at(-1)?.enteredAt ?? asOf;
    let dwellMs = 0;
    for (const visit of visits) {
      if (visit.columnId === columnId) dwellMs += (visit.leftAt ?? asOf) - visit.enteredAt;
    }
    items.get(columnId)?.push({ cardId: card.cardId, elapsedMs: asOf - enteredAt, dwellMs });
  }
  return [...items].map(([columnId, waiting]) => ({
    columnId,
    n: waiting.length,
    percentiles: percentiles(ascending(waiting.map((card) => card.elapsedMs)), percents),
    items: waiting.sort((a, b) => b.elapsedMs - a.elapsedMs),
  }));
}
