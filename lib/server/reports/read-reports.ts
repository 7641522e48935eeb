import "server-only";
import { blockersMetric } from "@/lib/contracts/metrics/blockers";
import { constraintMetric } from "@/lib/contracts/metrics/constraint";
import type { Ask } from "@/lib/contracts/metrics/contract";
import { cumulativeFlowMetric } from "@/lib/contracts/metrics/cumulative-flow";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import { dataQualityMetric } from "@/lib/contracts/metrics/data-quality";
import { flowEfficiencyMetric } from "@/lib/contracts/metrics/flow-efficiency";
import { forecastMetric } from "@/lib/contracts/metrics/forecast";
import { littlesLawMetric } from "@/lib/contracts/metrics/littles-law";
import { overridesMetric } from "@/lib/contracts/metrics/overrides";
import { processBehaviourMetric } from "@/lib/contracts/metrics/process-behaviour";
import { queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { throughputMetric } from "@/lib/contracts/metrics/throughput";
import { timeInColumnMetric } from "@/lib/contracts/metrics/time-in-column";
import { wipMetric } from "@/lib/contracts/metrics/wip";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { periodBefore } from "@/lib/flow/boards/compare";
import { type MetricQuery, metrics } from "../metrics";
import { columnsOf } from "../metrics/cumulative-flow";
import { countAll, frameOf } from "../metrics/frame";
import { readMetricSource } from "../metrics/metric-source";
import { getLimitNames } from "../store/board/limit-scope";
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
  const [firstAt, limitNames] = await Promise.all([findFirstTransition(boardId), getLimitNames(boardId)]);
  const firstDay = firstAt === null ? null : calendar.dayOf(firstAt);
  const overview = await measureOverview(source, query, firstDay);
  const ask = askFrom(source, query);
  return {
    /** Day of the board's first transition; null before it. */
    firstDay: firstDay === null ? null : calendar.toText(firstDay),
    today: calendar.toText(calendar.dayOf(source.asOf)),
    frame: { ...frameOf(source, countAll(source), []), columns: columnsOf(source) },
    limitNames,
    overview,
    ask,
    groups: askGroups(ask),
  };
}

function askGroups(ask: Ask) {
  return {
    flow: together({ cumulativeFlow: ask(cumulativeFlowMetric), throughput: ask(throughputMetric) }),
    time: together({
      cycleTime: ask(cycleTimeMetric),
      timeInColumn: ask(timeInColumnMetric),
      flowEfficiency: ask(flowEfficiencyMetric),
    }),
    inProgress: together({
      ages: ask(workItemAgeMetric),
      wip: ask(wipMetric),
      queueAge: ask(queueAgeMetric),
    }),
    forecast: together({
      forecastWhen: ask(forecastMetric, { mode: "when" }),
      forecastHowMany: ask(forecastMetric, { mode: "how-many" }),
      serviceLevel: ask(serviceLevelMetric),
    }),
    steadiness: together({
      processBehaviour: ask(processBehaviourMetric),
      littlesLaw: ask(littlesLawMetric),
      dataQuality: ask(dataQualityMetric),
    }),
    obstacles: together({ constraint: ask(constraintMetric), blockers: ask(blockersMetric) }),
    limits: together({ overrides: ask(overridesMetric) }),
  };
}

async function together<T extends object>(answers: T): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.all(
    Object.entries(answers).map(async ([name, answer]) => [name, await answer]),
  );
  return Object.fromEntries(settled);
}
