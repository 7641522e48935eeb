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

/** A column grows persistently when it held more, on average, in each of so many equal parts of the window. */
const parts = 4;

export type ColumnLoad = {
  columnId: string;
  /** Entries and exits within the window. */
  arrivals: number;
  departures: number;
  /** Cards in the column when the window began and ended; they differ by arrivals − departures. */
  atBegin: number;
  atEnd: number;
  /** Cards in the column on average of time, in each quarter of the window. */
  averages: number[];
  /** Time that cards spent in the column within the window. */
  totalDwellMs: number;
  /** Of the time that each card spent there within the window, over all its visits. */
  dwellMeanMs: number | null;
  dwellP85Ms: number | null;
  /** Cards in the column now, and how long since each came. */
  queueAge: { n: number; p85Ms: number | null; oldestMs: number | null };
  /** Time of the dwell in which the card was blocked. */
  blockedMs: number;
  /** More came than went, and it held more in every quarter than in the one before. */
  isGrowing: boolean;
};

export type ConstraintReason =
  | { code: "dwell-rank"; rank: number; totalDwellMs: number }
  | { code: "more-arrivals"; arrivals: number; departures: number }
  | { code: "band-grew"; atBegin: number; atEnd: number }
  | { code: "grew-throughout"; averages: number[] }
  | { code: "queue-before"; queueColumnId: string };

export type Constraint = {
  /** Queue and active columns, the one with the longest total dwell first. */
  columns: ColumnLoad[];
  /** The column where work piles up for want of capacity; null while none grows. */
  probable: {
    columnId: string;
    /** The column that grew: itself, or the queue in front of it. */
    growingColumnId: string;
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
  const sums = new Array<number>(parts).fill(0);
  const part = (end - begin) / parts;
  let blockedMs = 0;
  for (const { cardId, from, to } of stays) {
    const until = Math.min(to ?? end, end);
    const isBefore = from < begin && until <= begin;
    if (isBefore || from >= end) continue;
    dwells.set(cardId, (dwells.get(cardId) ?? 0) + overlap(from, until, begin, end));
    blockedMs += sumBlocked(blocksOf.get(cardId) ?? [], Math.max(from, begin), until);
    for (let index = 0; index < parts; index++)
      sums[index] =
        (sums[index] ?? 0) + overlap(from, until, begin + index * part, begin + (index + 1) * part);
  }
  const sorted = ascending(dwells.values());
  return {
    arrivals: count(({ from }) => isWithin(from)),
    departures: count(({ to }) => isWithin(to)),
    atBegin: count(isThere(begin)),
    atEnd: count(isThere(end)),
    averages: sums.map((sum) => (part > 0 ? sum / part : 0)),
    totalDwellMs: sorted.reduce((sum, dwell) => sum + dwell, 0),
    dwellMeanMs: mean([...sorted]),
    dwellP85Ms: percentile(sorted, 85),
    blockedMs,
  };
}

function isGrowing({ arrivals, departures, averages }: Load): boolean {
  return (
    arrivals > departures &&
    averages.every((average, index) => index === 0 || average > (averages[index - 1] ?? average))
  );
}

function findProbable(
  workflow: Workflow,
  ranked: readonly ColumnLoad[],
  leftOut: ReadonlySet<string>,
): Constraint["probable"] {
  const growing = ranked.find((column) => column.isGrowing);
  if (!growing) return null;
  const { columnId: growingColumnId, arrivals, departures, atBegin, atEnd, averages, totalDwellMs } = growing;
  const position = workflow.positionOf(growingColumnId);
  const isQueue = workflow.find(growingColumnId)?.kind === "queue";
  const next = workflow.columns.find(
    (column) => column.kind === "active" && column.position > position && !leftOut.has(column.id),
  );
  const reasons: ConstraintReason[] = [
    { code: "dwell-rank", rank: ranked.indexOf(growing) + 1, totalDwellMs },
    { code: "more-arrivals", arrivals, departures },
    { code: "band-grew", atBegin, atEnd },
    { code: "grew-throughout", averages },
  ];
  if (!isQueue || !next) return { columnId: growingColumnId, growingColumnId, reasons };
  reasons.push({ code: "queue-before", queueColumnId: growingColumnId });
  return { columnId: next.id, growingColumnId, reasons };
}

/**
 * The probable constraint of a range: of the queue and active columns into which more came than went and which held
 * more and more throughout, the one with the longest total dwell. Where that is a queue, the next active column.
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
