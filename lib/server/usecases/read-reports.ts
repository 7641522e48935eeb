import "server-only";
import type {
  CumulativeFlowAnswer,
  DurationAnswer,
  FlowEfficiencyAnswer,
  MetricQuery,
  OverridesAnswer,
  QueueAgeAnswer,
  ThroughputAnswer,
  TimeInColumnAnswer,
  WipAnswer,
  WorkItemAgeAnswer,
} from "@/lib/contracts/metrics";
import { lengthOf } from "@/lib/flow/calendar";
import { mean } from "@/lib/flow/stats/mean";
import { sumByWeek } from "@/lib/flow/throughput";
import { readLimitNames } from "../store/limit-scope";
import { atEndOfRange, readMetricSource } from "./metric-source";
import { computeMetric } from "./read-metric";

/** Longer ranges are shown by the week, so that bars stay wide enough to point at. */
const mostDailyBars = 60;

/** What the reports page of a board shows, from one reading of the log. Throws `not-found` for strangers. */
export async function readReports(userId: string, boardId: string, query: MetricQuery) {
  const source = await readMetricSource(userId, boardId, query);
  const compute = async <T>(name: Parameters<typeof computeMetric>[1]) =>
    (await computeMetric(source, name, query)) as T;
  const throughput = await compute<ThroughputAnswer>("throughput");
  const unit = lengthOf(source.range) > mostDailyBars ? ("week" as const) : ("day" as const);
  const bars = unit === "week" ? sumByWeek(throughput.days) : throughput.days;
  const { calendar, timelines } = source;
  const firstAt = timelines.reduce<number | null>(
    (least, card) => Math.min(least ?? card.createdAt, card.createdAt),
    null,
  );
  return {
    /** Day of the board's first transition; null before it. */
    firstDay: firstAt === null ? null : calendar.toText(calendar.dayOf(firstAt)),
    today: calendar.toText(calendar.dayOf(source.asOf)),
    cumulativeFlow: await compute<CumulativeFlowAnswer>("cumulative-flow"),
    cycleTime: await compute<DurationAnswer>("cycle-time"),
    throughput,
    throughputBars: { unit, bars, mean: mean(bars.map(({ count }) => count)) ?? 0 },
    ages: (await computeMetric(atEndOfRange(source), "work-item-age", query)) as WorkItemAgeAnswer,
    wip: await compute<WipAnswer>("wip"),
    timeInColumn: await compute<TimeInColumnAnswer>("time-in-column"),
    flowEfficiency: await compute<FlowEfficiencyAnswer>("flow-efficiency"),
    queueAge: (await computeMetric(atEndOfRange(source), "queue-age", query)) as QueueAgeAnswer,
    overrides: await compute<OverridesAnswer>("overrides"),
    limitNames: await readLimitNames(boardId),
  };
}
