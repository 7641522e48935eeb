import type { ColumnView } from "@/lib/contracts/board";
import { isCovered } from "@/lib/domain/limit";
import { wholeOf } from "../board/split-columns";
import { isColumnLimit, isGroupLimit, type LimitLoad } from "./load";

/**
 * A bracket above a run of neighbouring columns: a limit over them, or the two parts of one split column, whose limit
 * they share. `load` is null over a split column without a limit. `from`, `to`: indexes, both included.
 */
export type LimitBand = {
  load: LimitLoad | null;
  split: ColumnView | null;
  row: number;
  from: number;
  to: number;
};

/**
 * The bands above a board, row 0 at the top and split columns right above their parts. Columns that are not neighbours
 * give several bands of one limit; bands that would overlap lie in different rows.
 */
export function limitBandsOf(columns: readonly ColumnView[], loads: Iterable<LimitLoad>): LimitBand[] {
  const all = [...loads];
  const bands: LimitBand[] = [];
  const add = (load: LimitLoad | null, split: ColumnView | null, covers: (column: ColumnView) => boolean) => {
    const runs = runsOf(columns.map(covers));
    const row = firstFreeRow(bands, runs);
    bands.push(...runs.map((run) => ({ load, split, row, ...run })));
  };
  for (const split of splitColumnsOf(columns)) {
    const own = all.filter(({ limit }) => isColumnLimit(limit, split.id));
    for (const load of own.length > 0 ? own : [null]) {
      add(load, split, (column) => wholeOf(columns, column).id === split.id);
    }
  }
  for (const load of all.filter(({ limit }) => isGroupLimit(limit))) {
    add(load, null, (column) => isCovered(columns, load.limit, column.id));
  }
  const lowest = Math.max(0, ...bands.map((band) => band.row));
  return bands.map((band) => ({ ...band, row: lowest - band.row }));
}

function splitColumnsOf(columns: readonly ColumnView[]): ColumnView[] {
  return columns.filter(({ id }) => columns.some(({ donePartOf }) => donePartOf === id));
}

type Run = { from: number; to: number };

function runsOf(covered: readonly boolean[]): Run[] {
  const runs: Run[] = [];
  covered.forEach((isInside, index) => {
    const last = runs.at(-1);
    if (!isInside) return;
    if (last && last.to === index - 1) last.to = index;
    else runs.push({ from: index, to: index });
  });
  return runs;
}

function firstFreeRow(bands: readonly LimitBand[], runs: readonly Run[]): number {
  let row = 0;
  const isTaken = () =>
    bands.some((band) => band.row === row && runs.some((run) => run.from <= band.to && run.to >= band.from));
  while (isTaken()) row += 1;
  return row;
}
