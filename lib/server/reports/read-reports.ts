import "server-only";
import type {
  CumulativeFlowAnswer,
  DurationAnswer,
  FlowEfficiencyAnswer,
  LittlesLawAnswer,
  MetricName,
  MetricQuery,
  OverridesAnswer,
  QueueAgeAnswer,
  ThroughputAnswer,
  TimeInColumnAnswer,
  WipAnswer,
  WorkItemAgeAnswer,
} from "@/lib/contracts/metrics";
import type { ForecastAnswer, ServiceLevelAnswer } from "@/lib/contracts/metrics-forecast";
import type {
  BlockersAnswer,
  ConstraintAnswer,
  DataQualityAnswer,
  ProcessBehaviourAnswer,
} from "@/lib/contracts/metrics-health";
import { periodBefore } from "@/lib/flow/boards/compare";
import { lengthOf, parseDay } from "@/lib/flow/calendar/calendar";
import {
  atEndOfRange,
  isOfAllCards,
  type Lookback,
  type MetricSource,
  plainLookback,
  readMetricSource,
} from "../metrics/metric-source";
import { columnsOf, computeMetric, countAll, frameOf } from "../metrics/read-metric";
import { nameCards } from "../metrics/with-cards";
import { getLimitNames } from "../store/board/limit-scope";
import { findFirstTransition } from "../store/figures/board-signs";
import { measureOverview } from "./measure-overview";

/** Longer ranges are judged by the week. */
const maxDaysByDay = 60;

/** The figures of the period before are shown, too. The bands of some cards, or of a past state, take all of the log. */
const lookbackOfPage: Lookback = (range, query) =>
  isOfAllCards(query)
    ? Math.min(
        plainLookback(range, query),
        periodBefore(range).from,
        query.baselineFrom ? parseDay(query.baselineFrom) : range.from,
      )
    : Number.NEGATIVE_INFINITY;

/** Does one piece of work after the other, in the order in which they were given. Who waits for it learns of a failure. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

/**
 * What the reports page of a board shows, from one reading of the log. Its head comes at once; the groups of reports
 * follow in the order of the page, each as soon as it is counted. Throws `not-found` for strangers.
 */
export async function readReports(userId: string, boardId: string, query: MetricQuery) {
  const source = await readMetricSource(userId, boardId, query, lookbackOfPage);
  const { calendar } = source;
  const [firstAt, limitNames] = await Promise.all([findFirstTransition(boardId), getLimitNames(boardId)]);
  const firstDay = firstAt === null ? null : calendar.dayOf(firstAt);
  const overview = await nameCards(await measureOverview(source, query, firstDay));
  const next = inTurn();
  return {
    /** Day of the board's first transition; null before it. */
    firstDay: firstDay === null ? null : calendar.toText(firstDay),
    today: calendar.toText(calendar.dayOf(source.asOf)),
    frame: { ...frameOf(source, countAll(source), []), columns: columnsOf(source) },
    limitNames,
    overview,
    groups: {
      flow: next(() => readFlowGroup(source, query)),
      time: next(() => readTimeGroup(source, query)),
      inProgress: next(() => readProgressGroup(source, query)),
      forecast: next(() => readForecastGroup(source, query)),
      steadiness: next(() => readSteadinessGroup(source, query)),
      obstacles: next(() => readObstacleGroup(source, query)),
      limits: next(() => readLimitGroup(source, query)),
    },
  };
}

const ask = async <T>(source: MetricSource, name: MetricName, query: MetricQuery) =>
  (await computeMetric(source, name, query)) as T;

async function readFlowGroup(source: MetricSource, query: MetricQuery) {
  return {
    cumulativeFlow: await ask<CumulativeFlowAnswer>(source, "cumulative-flow", query),
    throughput: await ask<ThroughputAnswer>(source, "throughput", query),
  };
}

async function readTimeGroup(source: MetricSource, query: MetricQuery) {
  return {
    cycleTime: await ask<DurationAnswer>(source, "cycle-time", query),
    timeInColumn: await ask<TimeInColumnAnswer>(source, "time-in-column", query),
    flowEfficiency: await ask<FlowEfficiencyAnswer>(source, "flow-efficiency", query),
  };
}

async function readProgressGroup(source: MetricSource, query: MetricQuery) {
  const atEnd = atEndOfRange(source);
  return {
    ages: await ask<WorkItemAgeAnswer>(atEnd, "work-item-age", query),
    wip: await ask<WipAnswer>(source, "wip", query),
    queueAge: await ask<QueueAgeAnswer>(atEnd, "queue-age", query),
  };
}

/** What may be expected: both forecasts, and the service level as of the end of the range. */
async function readForecastGroup(source: MetricSource, query: MetricQuery) {
  const forecast = (mode: MetricQuery["mode"]) => ask<ForecastAnswer>(source, "forecast", { ...query, mode });
  return {
    forecastWhen: await forecast("when"),
    forecastHowMany: await forecast("how-many"),
    serviceLevel: await ask<ServiceLevelAnswer>(atEndOfRange(source), "service-level", query),
  };
}

/** Whether the figures can be relied on. */
async function readSteadinessGroup(source: MetricSource, query: MetricQuery) {
  // By the day, weekends alone would make signals.
  const usualMeasure = lengthOf(source.range) > maxDaysByDay ? "weekly-throughput" : "throughput";
  const behaviour = { ...query, measure: query.measure ?? usualMeasure } as const;
  return {
    processBehaviour: await ask<ProcessBehaviourAnswer>(source, "process-behaviour", behaviour),
    littlesLaw: await ask<LittlesLawAnswer>(source, "littles-law", query),
    dataQuality: await ask<DataQualityAnswer>(source, "data-quality", query),
  };
}

/** What stands in the way of flow. */
async function readObstacleGroup(source: MetricSource, query: MetricQuery) {
  const atEnd = atEndOfRange(source);
  return {
    constraint: await ask<ConstraintAnswer>(atEnd, "constraint", query),
    blockers: await ask<BlockersAnswer>(atEnd, "blockers", query),
  };
}

async function readLimitGroup(source: MetricSource, query: MetricQuery) {
  return { overrides: await ask<OverridesAnswer>(source, "overrides", query) };
}
