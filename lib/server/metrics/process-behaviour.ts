import "server-only";
import type { AskedOf } from "@/lib/contracts/metrics/contract";
import { processBehaviourMetric } from "@/lib/contracts/metrics/process-behaviour";
import { type DayRange, lengthOf, parseDay } from "@/lib/flow/calendar/calendar";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import { measureProcessBehaviour } from "@/lib/flow/metrics/process-behaviour";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { countAll, type Excluded, frameOf, notFinished, notTimed } from "./frame";
import type { MetricSource } from "./metric-source";

/** Longer ranges are judged by the week. */
const maxDaysByDay = 60;

type Asked = AskedOf<typeof processBehaviourMetric>;

/** The days of a range on which the board was there and which are over: others have no value yet, or never had one. */
function lifetimeWithin({ calendar, firstAt, asOf }: MetricSource, range: DayRange): DayRange {
  return {
    from: Math.max(range.from, calendar.dayOf(firstAt ?? asOf)),
    to: Math.min(range.to, calendar.dayOf(asOf) - 1),
  };
}

function baselineOf({ baselineFrom, baselineTo }: Asked): DayRange | null {
  if (!baselineFrom || !baselineTo) return null;
  return { from: parseDay(baselineFrom), to: parseDay(baselineTo) };
}

/** Process behaviour chart of one measure. Days of throughput and WIP count once they are over. */
export const processBehaviour = defineMetric(processBehaviourMetric, {
  lookback: (range, { baselineFrom }) =>
    Math.min(range.from, baselineFrom ? parseDay(baselineFrom) : range.from),
  // By the day, weekends alone would make signals.
  askedByPage: ({ range }, { measure }) => ({
    measure: measure ?? (lengthOf(range) > maxDaysByDay ? "weekly-throughput" : "throughput"),
  }),
  measure: async (source, asked) => {
    const { calendar, workflow, timelines } = source;
    const { measure = "throughput" } = asked;
    const clip = (range: DayRange) => (measure === "cycle-time" ? range : lifetimeWithin(source, range));
    const fixed = baselineOf(asked);
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
    const excluded = (): Excluded => {
      if (measure === "wip") return [];
      if (measure === "cycle-time") return notTimed(source);
      const why = "finished in a day or week that is not whole";
      return [...notFinished(source), { count: finished - counted, why }];
    };
    const factOf = await readFacts(points.flatMap(({ cardId }) => cardId ?? []));
    return {
      ...frameOf(source, measure === "wip" ? countAll(source) : counted, excluded()),
      ...behaviour,
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
        ...(cardId !== null && factOf(cardId)),
      })),
    };
  },
});
