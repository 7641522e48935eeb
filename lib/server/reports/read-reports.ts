import "server-only";
import { periodBefore } from "@/lib/flow/boards/compare";
import { type MetricQuery, metrics } from "../metrics";
import { columnsOf } from "../metrics/cumulative-flow";
import { countAll, frameOf } from "../metrics/frame";
import { readMetricSource } from "../metrics/metric-source";
import { listLimitNames } from "../store/board/limit-scope";
import { findFirstTransition } from "../store/figures/board-signs";
import { askFrom } from "./ask";
import { measureOverview } from "./measure-overview";

/**
 * What the reports page of a board shows, from one reading of the log, as far back as any metric looks, and to the
 * figures of the period before. Its head comes at once; each metric is counted when it is asked for. Throws `not-found`
 * for strangers.
 */
export async function readReports(userId: string, boardId: string, query: MetricQuery) {
  const source = await readMetricSource(userId, boardId, query, (range) =>
    Math.min(
      periodBefore(range).from,
      ...Object.values(metrics).map(({ lookback }) => lookback(range, query)),
    ),
  );
  const { calendar } = source;
  const [firstAt, limitNames] = await Promise.all([findFirstTransition(boardId), listLimitNames(boardId)]);
  const firstDay = firstAt === null ? null : calendar.dayOf(firstAt);
  const overview = await measureOverview(source, query, firstDay);
  return {
    /** Day of the board's first transition; null before it. */
    firstDay: firstDay === null ? null : calendar.toText(firstDay),
    today: calendar.toText(calendar.dayOf(source.asOf)),
    frame: { ...frameOf(source, countAll(source), []), columns: columnsOf(source) },
    limitNames,
    overview,
    ask: askFrom(source, query),
  };
}
