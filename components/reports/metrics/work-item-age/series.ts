import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import { countEach } from "@/lib/flow/stats/histogram";

export type Risk = WorkItemAgeAnswer["items"][number]["risk"];

/** A column of the ageing chart; `place` counts from 0 at the left. */
export type AgeingColumn = { id: string; name: string; place: number; cards: number };

/** A card as a dot: `place` is its column's, moved aside where other cards of the column have the same age. */
export type AgeingDot = WorkItemAgeAnswer["items"][number] & { column: string; place: number };

/** In one column, the ages between two neighbouring percentiles; `level` counts from 0 at the lowest. */
export type PaceBand = { columnId: string; place: number; from: number; to: number; level: number };

/** The part of a column's width over which dots of one age spread, and the most that two stand apart. */
const spread = 0.7;
const maxApart = 0.14;

function spreadDots(column: AgeingColumn, items: WorkItemAgeAnswer["items"]): AgeingDot[] {
  const alike = new Map(
    countEach(items.map(({ ageDays }) => ageDays)).map(({ value, count }) => [value, count]),
  );
  const seen = new Map<number, number>();
  return items.map((item) => {
    const count = alike.get(item.ageDays) ?? 1;
    const index = seen.get(item.ageDays) ?? 0;
    seen.set(item.ageDays, index + 1);
    const apart = count > 1 ? Math.min(maxApart, spread / (count - 1)) : 0;
    return { ...item, column: column.name, place: column.place + (index - (count - 1) / 2) * apart };
  });
}

/** The percentiles that pace is given for, ascending. */
export function paceLevels({ pace }: Pick<WorkItemAgeAnswer, "pace">): number[] {
  return Object.keys(pace[0]?.percentiles ?? {})
    .map(Number)
    .sort((a, b) => a - b);
}

function bandsOf(answer: WorkItemAgeAnswer, columns: readonly AgeingColumn[]): PaceBand[] {
  const levels = paceLevels(answer);
  return columns.flatMap(({ id, place }) => {
    const percentiles = answer.pace.find(({ columnId }) => columnId === id)?.percentiles ?? {};
    let below = 0;
    return levels.flatMap((percent, level): PaceBand[] => {
      const to = percentiles[String(percent)];
      if (to == null) return [];
      const from = below;
      below = Math.max(below, to);
      return [{ columnId: id, place, from, to: below, level }];
    });
  });
}

/**
 * The columns, dots and bands of the ageing chart, from left to right. Columns before the commitment point stand there
 * only while a card that was sent back is in them.
 */
export function buildAgeing(
  answer: WorkItemAgeAnswer,
  boardColumns: readonly { id: string; name: string }[],
): { columns: AgeingColumn[]; dots: AgeingDot[]; bands: PaceBand[] } {
  const itemsOf = (id: string) => answer.items.filter(({ columnId }) => columnId === id);
  const paced = new Set(answer.pace.map(({ columnId }) => columnId));
  const columns = boardColumns
    .filter(({ id }) => paced.has(id) || itemsOf(id).length > 0)
    .map(({ id, name }, place) => ({ id, name, place, cards: itemsOf(id).length }));
  return {
    columns,
    dots: columns.flatMap((column) => spreadDots(column, itemsOf(column.id))),
    bands: bandsOf(answer, columns),
  };
}
