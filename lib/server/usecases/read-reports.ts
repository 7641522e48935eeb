import "server-only";
import type {
  CumulativeFlowAnswer,
  DurationAnswer,
  FlowEfficiencyAnswer,
  LittlesLawAnswer,
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
import { lengthOf, parseDay } from "@/lib/flow/calendar";
import { periodBefore } from "@/lib/flow/compare";
import { findFirstTransition } from "../store/board-signs";
import { readLimitNames } from "../store/limit-scope";
import { measureOverview } from "./measure-overview";
import {
  atEndOfRange,
  isOfAllCards,
  type MetricSource,
  plainReach,
  type Reach,
  readMetricSource,
} from "./metric-source";
import { nameCards } from "./name-cards";
import { computeMetric } from "./read-metric";

/** Longer ranges are judged by the week. */
const mostDaysByDay = 60;

/** The figures of the period before are shown, too. The bands of some cards, or of a past state, take all of the log. */
const reachOfPage: Reach = (range, query) =>
  isOfAllCards(query)
    ? Math.min(
        plainReach(range, query),
        periodBefore(range).from,
        query.baselineFrom ? parseDay(query.baselineFrom) : range.from,
      )
    : Number.NEGATIVE_INFINITY;

/** What the reports page of a board shows, from one reading of the log. Throws `not-found` for strangers. */
export async function readReports(userId: string, boardId: string, query: MetricQuery) {
  const source = await readMetricSource(userId, boardId, query, reachOfPage);
  const compute = async <T>(name: Parameters<typeof computeMetric>[1]) =>
    (await computeMetric(source, name, query)) as T;
  const { calendar } = source;
  const firstAt = await findFirstTransition(boardId);
  const firstDay = firstAt === null ? null : calendar.dayOf(firstAt);
  return {
    /** Day of the board's first transition; null before it. */
    firstDay: firstDay === null ? null : calendar.toText(firstDay),
    today: calendar.toText(calendar.dayOf(source.asOf)),
    overview: await nameCards(await measureOverview(source, query, firstDay)),
    cumulativeFlow: await compute<CumulativeFlowAnswer>("cumulative-flow"),
    cycleTime: await compute<DurationAnswer>("cycle-time"),
    throughput: await compute<ThroughputAnswer>("throughput"),
    ages: (await computeMetric(atEndOfRange(source), "work-item-age", query)) as WorkItemAgeAnswer,
    wip: await compute<WipAnswer>("wip"),
    timeInColumn: await compute<TimeInColumnAnswer>("time-in-column"),
    flowEfficiency: await compute<FlowEfficiencyAnswer>("flow-efficiency"),
    queueAge: (await computeMetric(atEndOfRange(source), "queue-age", query)) as QueueAgeAnswer,
    ...(await readForecasts(source, query)),
    ...(await readHealth(source, query)),
    overrides: await compute<OverridesAnswer>("overrides"),
    limitNames: await readLimitNames(boardId),
  };
}

/** What may be expected: both forecasts, and the service level as of the end of the range. */
async function readForecasts(source: MetricSource, query: MetricQuery) {
  const ask = async (mode: MetricQuery["mode"]) =>
    (await computeMetric(source, "forecast", { ...query, mode })) as ForecastAnswer;
  return {
    forecastWhen: await ask("when"),
    forecastHowMany: await ask("how-many"),
    serviceLevel: (await computeMetric(atEndOfRange(source), "service-level", query)) as ServiceLevelAnswer,
  };
}

/** Whether the figures can be relied on, and what stands in the way of flow. */
async function readHealth(source: MetricSource, query: MetricQuery) {
  // By the day, weekends alone would make signals.
  const usualMeasure = lengthOf(source.range) > mostDaysByDay ? "weekly-throughput" : "throughput";
  const atEnd = atEndOfRange(source);
  return {
    processBehaviour: (await computeMetric(source, "process-behaviour", {
      ...query,
      measure: query.measure ?? usualMeasure,
    })) as ProcessBehaviourAnswer,
    littlesLaw: (await computeMetric(source, "littles-law", query)) as LittlesLawAnswer,
    constraint: (await computeMetric(atEnd, "constraint", query)) as ConstraintAnswer,
    blockers: (await computeMetric(atEnd, "blockers", query)) as BlockersAnswer,
    dataQuality: (await computeMetric(source, "data-quality", query)) as DataQualityAnswer,
  };
}
