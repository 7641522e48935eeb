import "server-only";
import type { MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics-health";
import { type DayRange, parseDay } from "@/lib/flow/calendar/calendar";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { measureProcessBehaviour } from "@/lib/flow/metrics/process-behaviour";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import type { MetricSource } from "./metric-source";

type Measured = Omit<ProcessBehaviourAnswer, keyof MetricFrame> & {
  cards: number;
  /** Cards finished in the range that no point counts. */
  unused: number;
};

/** The days of a range on which the board was there and which are over: others have no value yet, or never had one. */
function lifetimeWithin({ calendar, firstAt, asOf }: MetricSource, range: DayRange): DayRange {
  return {
    from: Math.max(range.from, calendar.dayOf(firstAt ?? asOf)),
    to: Math.min(range.to, calendar.dayOf(asOf) - 1),
  };
}

function baselineOf({ baselineFrom, baselineTo }: MetricQuery): DayRange | null {
  if (!baselineFrom || !baselineTo) return null;
  return { from: parseDay(baselineFrom), to: parseDay(baselineTo) };
}

/** Process behaviour chart of one measure. Days of throughput and WIP count once they are over. */
export function measureBehaviour(source: MetricSource, query: MetricQuery): Measured {
  const { calendar, workflow, timelines } = source;
  const { measure = "throughput" } = query;
  const clip = (range: DayRange) => (measure === "cycle-time" ? range : lifetimeWithin(source, range));
  const fixed = baselineOf(query);
  const baseline = clip(fixed ?? source.range);
  const { points, ...behaviour } = measureProcessBehaviour(
    calendar,
    workflow,
    timelines,
    clip(source.range),
    measure,
    fixed && baseline,
  );
  const finished = countThroughput(calendar, timelines, source.range).total;
  const counted =
    measure === "cycle-time" ? points.length : points.reduce((sum, { value }) => sum + value, 0);
  return {
    cards: measure === "wip" ? timelines.length + source.settled.cards : counted,
    unused: measure === "wip" || measure === "cycle-time" ? 0 : finished - counted,
    measure,
    tooFew: measure === "wip" ? null : tooFewFinished(finished),
    baseline: {
      from: calendar.toText(baseline.from),
      to: calendar.toText(Math.max(baseline.from, baseline.to)),
      isFixed: fixed !== null,
    },
    points: points.map(({ date, value, cardId }) => ({
      date,
      value,
      ...(cardId !== null && source.factOf(cardId)),
    })),
    ...behaviour,
  };
}
