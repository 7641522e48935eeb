import "server-only";
import type { AgeingSign, BoardOverview } from "@/lib/contracts/reports/overview";
import { compareWithBefore, measureKeyFigures } from "@/lib/flow/boards/key-figures";
import { mergeLate } from "@/lib/flow/boards/late";
import type { ExpectedCard } from "@/lib/flow/metrics/service-level";
import type { MetricQuery } from "../metrics";
import { readFacts } from "../metrics/card-facts";
import { measureConstraint } from "../metrics/constraint";
import { measureExpectation } from "../metrics/expectation";
import { nameColumn } from "../metrics/frame";
import type { MetricSource } from "../metrics/metric-source";
import { readSigns } from "../store/figures/board-signs";
import { keepWanted } from "../store/figures/card-filter";
import { nameConstraint } from "./name-constraint";

/**
 * The head of a board's reports: key figures beside those of the period before, and what needs attention now. Filters
 * choose cards; limits and andons are those of the whole board.
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
  const { percentile, days, basis, tooFew, ...held } = measureExpectation(source, query);
  const factOf = await readFacts([...held.late, ...held.atRisk].map(({ cardId }) => cardId));
  const toSign = ({ cardId, columnId, ageDays, chance }: ExpectedCard): AgeingSign => ({
    ...factOf(cardId),
    column: nameColumn(source, columnId).name,
    ageDays,
    chance,
  });
  const { blocked = [], overdue = [], full = [], andons = [] } = signs.get(boardId) ?? {};
  const [wantedBlocked, wantedOverdue] = await Promise.all([
    keepWanted(source, blocked),
    keepWanted(source, overdue),
  ]);
  const isOverdue = new Set(wantedOverdue.map(({ cardId }) => cardId));
  return {
    asOf: new Date(asOf).toISOString(),
    workingDays: calendar.workingDays,
    before: before && { from: calendar.toText(before.from), to: calendar.toText(before.to) },
    figures,
    expectation: { percentile, days, basis, tooFew },
    late: mergeLate(held.late.map(toSign), wantedOverdue),
    atRisk: held.atRisk.filter(({ cardId }) => !isOverdue.has(cardId)).map(toSign),
    signs: { blocked: wantedBlocked, overdue: wantedOverdue, full, andons },
    constraint: nameConstraint(constraint.columns, constraint.probable),
  };
}
