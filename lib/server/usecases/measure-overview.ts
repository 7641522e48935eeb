import "server-only";
import type { MetricQuery } from "@/lib/contracts/metrics";
import type { BoardOverview } from "@/lib/contracts/overview";
import { compareWithBefore, measureKeyFigures } from "@/lib/flow/key-figures";
import { readSigns } from "../store/board-signs";
import { measureConstraint } from "./measure-constraint";
import { measureExpectation } from "./measure-service-level";
import type { MetricSource } from "./metric-source";

type Constraint = Awaited<ReturnType<typeof measureConstraint>>;

function sayConstraint({ columns, probable }: Constraint): BoardOverview["constraint"] {
  if (!probable) return null;
  const held = columns.find(({ columnId }) => columnId === probable.heldColumnId);
  const named = columns.find(({ columnId }) => columnId === probable.columnId);
  const together = columns.reduce((sum, { totalDwellMs }) => sum + totalDwellMs, 0);
  if (!held || !named) return null;
  return {
    columnId: probable.columnId,
    column: named.name,
    heldColumn: held.name,
    isGrowing: held.isGrowing,
    share: together > 0 ? held.totalDwellMs / together : 0,
  };
}

/**
 * The head of a board's reports: key figures beside those of the period before, and what needs attention now. Filters
 * choose cards; limits and cords are those of the whole board.
 */
export async function measureOverview(
  source: MetricSource,
  query: MetricQuery,
  firstDay: number | null,
): Promise<BoardOverview> {
  const { boardId, calendar, timelines, range, asOf } = source;
  const [signs, constraint] = await Promise.all([readSigns([boardId]), measureConstraint(source, query)]);
  const { before, figures } = compareWithBefore(
    (days) => measureKeyFigures(calendar, timelines, days, asOf),
    range,
    firstDay,
  );
  const { percentile, days, basis, late, atRisk } = measureExpectation(source, query);
  const { blocked = [], full = [], cords = [] } = signs.get(boardId) ?? {};
  return {
    asOf: new Date(asOf).toISOString(),
    before: before && { from: calendar.toText(before.from), to: calendar.toText(before.to) },
    figures,
    expectation: { percentile, days, basis },
    late,
    atRisk,
    signs: { blocked: blocked.filter(({ cardId }) => source.isWanted(cardId)), full, cords },
    constraint: sayConstraint(constraint),
  };
}
