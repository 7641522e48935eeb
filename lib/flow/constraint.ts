import type { Calendar, DayRange } from "./calendar";
import { type BlockedStretch, groupByCard, sumBlocked } from "./flow-efficiency";
import { windowOf } from "./littles-law";
import { measureQueueAge } from "./queue-age";
import { ascending } from "./stats/ascending";
import { mean } from "./stats/mean";
import { overlap } from "./stats/overlap";
import { percentile } from "./stats/percentile";
import type { Timeline } from "./timeline";
import type { Workflow } from "./workflow";

/** A column grows persistently when more came than went in each of so many equal parts of the window. */
const parts = 4;

export type ColumnLoad = {
  columnId: string;
  /** Entries and exits within the window. */
  arrivals: number;
  departures: number;
  /** Cards in the column when the window began and at the end of each quarter of it. */
  levels: number[];
  /** Last level − first level, which is arrivals − departures. */
  growth: number;
  /** Time that cards spent in the column within the window. */
  totalDwellMs: number;
  /** Of the time that each card spent there within the window, over all its visits. */
  dwellMeanMs: number | null;
  dwellP85Ms: number | null;
  /** Cards in the column now, and how long since each came. */
  queueAge: { n: number; p85Ms: number | null; oldestMs: number | null };
  /** Time of the dwell in which the card was blocked. */
  blockedMs: number;
  /** In every quarter of the window more came than went. */
  isGrowing: boolean;
};

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

type Stay = { cardId: string; from: number; to: number | null };

function loadOf(
  stays: readonly Stay[],
  begin: number,
  end: number,
  blocksOf: ReadonlyMap<string, BlockedStretch[]>,
): Load {
  const count = (test: (stay: Stay) => boolean) => stays.filter(test).length;
  const isWithin = (at: number | null) => at !== null && at >= begin && at < end;
  const isThere = (at: number) => (stay: Stay) => stay.from < at && (stay.to === null || stay.to >= at);
  const dwells = new Map<string, number>();
  let blockedMs = 0;
  for (const { cardId, from, to } of stays) {
    const until = Math.min(to ?? end, end);
    const isBefore = from < begin && until <= begin;
    if (isBefore || from >= end) continue;
    dwells.set(cardId, (dwells.get(cardId) ?? 0) + overlap(from, until, begin, end));
    blockedMs += sumBlocked(blocksOf.get(cardId) ?? [], Math.max(from, begin), until);
  }
  const sorted = ascending(dwells.values());
  const levels = Array.from({ length: parts + 1 }, (_, part) =>
    count(isThere(begin + ((end - begin) * part) / parts)),
  );
  return {
    arrivals: count(({ from }) => isWithin(from)),
    departures: count(({ to }) => isWithin(to)),
    levels,
    growth: (levels.at(-1) ?? 0) - (levels[0] ?? 0),
    totalDwellMs: sorted.reduce((sum, dwell) => sum + dwell, 0),
    dwellMeanMs: mean([...sorted]),
    dwellP85Ms: percentile(sorted, 85),
    blockedMs,
  };
}

const isGrowing = ({ levels }: Load) =>
  levels.every((level, index) => index === 0 || level > (levels[index - 1] ?? level));

function findProbable(
  workflow: Workflow,
  ranked: readonly ColumnLoad[],
  leftOut: ReadonlySet<string>,
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
  const window = windowOf(calendar, range);
  const end = Math.max(window.begin, Math.min(window.end, asOf));
  const stays = new Map<string, Stay[]>();
  for (const { id, kind } of workflow.columns) {
    if ((kind === "queue" || kind === "active") && !leftOut.has(id)) stays.set(id, []);
  }
  for (const { cardId, visits } of timelines) {
    for (const { columnId, enteredAt, leftAt } of visits)
      stays.get(columnId)?.push({ cardId, from: enteredAt, to: leftAt });
  }
  const blocksOf = groupByCard(blocks);
  const ages = new Map(
    measureQueueAge(workflow, timelines, asOf, [85]).map(({ columnId, n, percentiles, items }) => [
      columnId,
      { n, p85Ms: percentiles["85"] ?? null, oldestMs: items[0]?.elapsedMs ?? null },
    ]),
  );
  const columns = [...stays].map(([columnId, ofColumn]): ColumnLoad => {
    const load = loadOf(ofColumn, window.begin, end, blocksOf);
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
