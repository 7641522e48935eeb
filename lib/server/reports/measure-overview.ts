import "server-only";
import type { MetricQuery } from "@/lib/contracts/metrics";
import type { BoardOverview } from "@/lib/contracts/overview";
import { compareWithBefore, measureKeyFigures } from "@/lib/flow/boards/key-figures";
import { mergeLate } from "@/lib/flow/boards/late";
import { measureConstraint } from "../metrics/constraint";
import type { MetricSource } from "../metrics/metric-source";
import { measureExpectation } from "../metrics/service-level";
import { readSigns } from "../store/figures/board-signs";
import { nameConstraint } from "./name-constraint";

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
  const { percentile, days, basis, tooFew, late, atRisk } = measureExpectation(source, query);
  const { blocked = [], overdue = [], full = [], cords = [] } = signs.get(boardId) ?? {};
  const ofWanted = <Sign extends { cardId: string }>(all: readonly Sign[]) =>
    all.filter(({ cardId }) => source.isWanted(cardId));
  const wantedOverdue = ofWanted(overdue);
  const isOverdue = new Set(wantedOverdue.map(({ cardId }) => cardId));
  return {
    asOf: new Date(asOf).toISOString(),
    workingDays: calendar.workingDays,
    before: before && { from: calendar.toText(before.from), to: calendar.toText(before.to) },
    figures,
    expectation: { percentile, days, basis, tooFew },
    late: mergeLate(late, wantedOverdue),
    atRisk: atRisk.filter(({ cardId }) => !isOverdue.has(cardId)),
    signs: { blocked: ofWanted(blocked), overdue: wantedOverdue, full, cords },
    constraint: nameConstraint(constraint.columns, constraint.probable),
  };
}
