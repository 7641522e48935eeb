import { type Calendar, type DayRange, instantsOf } from "../calendar/calendar";
import type { Timeline, Visit } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { ascending } from "../stats/ascending";
import { mean } from "../stats/mean";
import { overlap } from "../stats/overlap";
import { percentile } from "../stats/percentile";
import { type BlockedStretch, groupByCard, sumBlocked } from "./flow-efficiency";
import { measureQueueAge } from "./queue-age";

/** A column grows persistently when more came than went in each of so many equal parts of the range. */
export const parts = 4;

export type ColumnLoad = {
  columnId: string;
  /** Entries and exits within the range. */
  arrivals: number;
  departures: number;
  /** Cards in the column when the range began and at the end of each quarter of it. */
  levels: number[];
  /** Last level − first level, which is arrivals − departures. */
  growth: number;
  /** Time that cards spent in the column within the range. */
  totalDwellMs: number;
  /** Of the time that each card spent there within the range, over all its visits. */
  dwellMeanMs: number | null;
  dwellP85Ms: number | null;
  /** Cards in the column now, and how long since each came. */
  queueAge: { n: number; p85Ms: number | null; oldestMs: number | null };
  /** Time of the dwell in which the card was blocked. */
  blockedMs: number;
  /** In every quarter of the range more came than went. */
  isGrowing: boolean;
};

/** What of a column tells whether it holds work up. */
export type HeldWork = Pick<
  ColumnLoad,
  "columnId" | "arrivals" | "departures" | "levels" | "totalDwellMs" | "isGrowing"
>;

export type ConstraintReason =
  | { code: "dwell"; rank: number; totalDwellMs: number; share: number }
  | { code: "more-arrivals"; arrivals: number; departures: number }
  | { code: "grew-throughout"; levels: number[] }
  | { code: "queue-before"; queueColumnId: string };

export type Constraint = {
  /** Queue and active columns, the one with the longest total dwell first. */
  columns: ColumnLoad[];
  /** Where work waits for capacity; null when no card was in any of the columns. */
  probable: {
    columnId: string;
    /** The column in which the work waits: itself, or the queue in front of it. */
    heldColumnId: string;
    reasons: ConstraintReason[];
  } | null;
};

/** What a column's stays alone tell. */
type Load = Omit<ColumnLoad, "columnId" | "queueAge" | "isGrowing">;

/** What is gathered of one column while the cards go by. */
class LoadCount {
  readonly #begin: number;
  readonly #end: number;
  readonly #dwells: number[] = [];
  readonly #levels = new Array<number>(parts + 1).fill(0);
  #arrivals = 0;
  #departures = 0;
  #blockedMs = 0;

  constructor(begin: number, end: number) {
    this.#begin = begin;
    this.#end = end;
  }

  /** The stays of one card in the column, and when it was blocked. */
  add(stays: readonly Visit[], blocks: readonly BlockedStretch[]): void {
    let dwell: number | null = null;
    for (const { enteredAt, leftAt } of stays) {
      const until = Math.min(leftAt ?? this.#end, this.#end);
      const isBefore = enteredAt < this.#begin && until <= this.#begin;
      this.#count(enteredAt, leftAt);
      if (isBefore || enteredAt >= this.#end) continue;
      dwell = (dwell ?? 0) + overlap(enteredAt, until, this.#begin, this.#end);
      this.#blockedMs += sumBlocked(blocks, Math.max(enteredAt, this.#begin), until);
    }
    if (dwell !== null) this.#dwells.push(dwell);
  }

  #count(enteredAt: number, leftAt: number | null): void {
    if (enteredAt >= this.#begin && enteredAt < this.#end) this.#arrivals++;
    if (leftAt !== null && leftAt >= this.#begin && leftAt < this.#end) this.#departures++;
    for (let part = 0; part <= parts; part++) {
      const at = this.#begin + ((this.#end - this.#begin) * part) / parts;
      if (enteredAt < at && (leftAt === null || leftAt >= at))
        this.#levels[part] = (this.#levels[part] ?? 0) + 1;
    }
  }

  read(): Load {
    const sorted = ascending(this.#dwells);
    return {
      arrivals: this.#arrivals,
      departures: this.#departures,
      levels: this.#levels,
      growth: (this.#levels.at(-1) ?? 0) - (this.#levels[0] ?? 0),
      totalDwellMs: sorted.reduce((sum, dwell) => sum + dwell, 0),
      dwellMeanMs: mean(this.#dwells),
      dwellP85Ms: percentile(sorted, 85),
      blockedMs: this.#blockedMs,
    };
  }
}

function groupByColumn(visits: readonly Visit[]): Map<string, Visit[]> {
  const stays = new Map<string, Visit[]>();
  for (const visit of visits) {
    const ofColumn = stays.get(visit.columnId);
    if (ofColumn) ofColumn.push(visit);
    else stays.set(visit.columnId, [visit]);
  }
  return stays;
}

/** Whether every level is above the one before. */
export const isGrowing = ({ levels }: Pick<ColumnLoad, "levels">) =>
  levels.every((level, index) => index === 0 || level > (levels[index - 1] ?? level));

/** The constraint among columns, the one with the longest total dwell first. */
export function findProbable(
  workflow: Workflow,
  ranked: readonly HeldWork[],
  leftOut: ReadonlySet<string> = new Set(),
): Constraint["probable"] {
  const held = ranked.find((column) => column.isGrowing) ?? ranked[0];
  if (!held || held.totalDwellMs === 0) return null;
  const { columnId: heldColumnId, arrivals, departures, levels, totalDwellMs } = held;
  const dwellOfAll = ranked.reduce((sum, column) => sum + column.totalDwellMs, 0);
  const reasons: ConstraintReason[] = [
    { code: "dwell", rank: ranked.indexOf(held) + 1, totalDwellMs, share: totalDwellMs / dwellOfAll },
  ];
  if (held.isGrowing) {
    reasons.push({ code: "more-arrivals", arrivals, departures }, { code: "grew-throughout", levels });
  }
  const position = workflow.positionOf(heldColumnId);
  const isQueue = workflow.find(heldColumnId)?.kind === "queue";
  const next = workflow.columns.find(
    (column) => column.kind === "active" && column.position > position && !leftOut.has(column.id),
  );
  if (!isQueue || !next) return { columnId: heldColumnId, heldColumnId, reasons };
  reasons.push({ code: "queue-before", queueColumnId: heldColumnId });
  return { columnId: next.id, heldColumnId, reasons };
}

/**
 * The probable constraint of a range: the queue or active column with the longest total dwell, of those into which more
 * came than went throughout, if there are any. Where that is a queue, the next active column. The reasons say whether
 * it grew; one named for its dwell alone is the weaker guess.
 *
 * `timelines` must be read as of `asOf` (epoch ms), which ends a range that reaches beyond it. `leftOut`: administrative
 * columns, which are not looked at.
 */
export function findConstraint(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  blocks: readonly BlockedStretch[],
  range: DayRange,
  asOf: number,
  leftOut: ReadonlySet<string> = new Set(),
): Constraint {
  const { begin, end: endOfRange } = instantsOf(calendar, range);
  const end = Math.max(begin, Math.min(endOfRange, asOf));
  const counts = new Map<string, LoadCount>();
  for (const { id, kind } of workflow.columns) {
    if ((kind === "queue" || kind === "active") && !leftOut.has(id))
      counts.set(id, new LoadCount(begin, end));
  }
  const blocksOf = groupByCard(blocks);
  for (const card of timelines) {
    const blocked = blocksOf(card);
    for (const [columnId, stays] of groupByColumn(card.visits)) counts.get(columnId)?.add(stays, blocked);
  }
  const ages = new Map(
    measureQueueAge(workflow, timelines, asOf, [85]).map(({ columnId, n, percentiles, items }) => [
      columnId,
      { n, p85Ms: percentiles["85"] ?? null, oldestMs: items[0]?.elapsedMs ?? null },
    ]),
  );
  const columns = [...counts].map(([columnId, count]): ColumnLoad => {
    const load = count.read();
    return {
      columnId,
      ...load,
      queueAge: ages.get(columnId) ?? { n: 0, p85Ms: null, oldestMs: null },
      isGrowing: isGrowing(load),
    };
  });
  columns.sort((a, b) => b.totalDwellMs - a.totalDwellMs);
  return { columns, probable: findProbable(workflow, columns, leftOut) };
}
