import type { ColumnView } from "@/lib/contracts/board";
import { isCovered } from "@/lib/domain/limit";
import { isGroupLimit, type LimitLoad } from "./limit-load";

/** A limit over several columns, drawn above a run of neighbouring columns. `from`, `to`: indexes, both included. */
export type LimitBand = { load: LimitLoad; row: number; from: number; to: number };

/**
 * The bands above a board. Columns that are not neighbours give several bands of one limit; bands that would
 * overlap lie in different rows.
 */
export function limitBandsOf(columns: readonly ColumnView[], loads: Iterable<LimitLoad>): LimitBand[] {
  const bands: LimitBand[] = [];
  for (const load of loads) {
    if (!isGroupLimit(load.limit)) continue;
    const runs = runsOf(columns.map((column) => isCovered(columns, load.limit, column.id)));
    const row = firstFreeRow(bands, runs);
    bands.push(...runs.map((run) => ({ load, row, ...run })));
  }
  return bands;
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
