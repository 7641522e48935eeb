import "server-only";
import type { MetricFrame, MetricName, MetricQuery } from "@/lib/contracts/metrics";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { chooseFinished } from "@/lib/flow/finished/finished-choice";
import { buildMovingMedian, medianRange } from "@/lib/flow/finished/moving-median";
import { thinOut } from "@/lib/flow/finished/thin-out";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import type { Timeline } from "@/lib/flow/log/timeline";
import { buildCumulativeFlow, countColumnsAt, cumulateFlow } from "@/lib/flow/metrics/cumulative-flow";
import {
  type Beginning,
  type FinishedCard,
  isWithin,
  listFinished,
  measureDurations,
} from "@/lib/flow/metrics/cycle-time";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { checkLittlesLaw } from "@/lib/flow/metrics/littles-law";
import { findLongestVisits } from "@/lib/flow/metrics/longest-visits";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { buildWip, countWipAt } from "@/lib/flow/metrics/wip";
import { readBlocks } from "../store/figures/block-history";
import { readFlowDays } from "../store/figures/flow-days";
import { measureBlockers } from "./blockers";
import { measureConstraint } from "./constraint";
import { measureQuality } from "./data-quality";
import { measureForecast } from "./forecast";
import {
  isOfAllCards,
  type Lookback,
  type MetricSource,
  readAllMilestones,
  readMetricSource,
} from "./metric-source";
import { measureOverrides } from "./overrides";
import { measureBehaviour } from "./process-behaviour";
import { measureExpectation } from "./service-level";
import { nameCards } from "./with-cards";
import { measureAges } from "./work-item-age";

/** How many finished cards an answer names at most; of more than that it names a sample. */
const maxItems = 5_000;
const sampleSize = 2_500;
/** How many cards a page of chosen ones names. */
const maxOfPage = 500;

/** How many of the longest visits to a column are named. */
const maxVisits = 20;

type Excluded = MetricFrame["excluded"];

/** What every answer carries: its days, its cards, and the changes of limits. */
export function frameOf(source: MetricSource, cards: number, excluded: Excluded): MetricFrame {
  const { calendar, range } = source;
  return {
    from: calendar.toText(range.from),
    to: calendar.toText(range.to),
    timeZone: calendar.timeZone,
    workingDays: calendar.workingDays,
    cards,
    excluded: excluded.filter(({ count }) => count > 0),
    limitChanges: source.limitChanges,
  };
}

/** All wanted cards that there were. */
export const countAll = ({ timelines, settled }: MetricSource) => timelines.length + settled.cards;

/** The board's columns from left to right. */
export const columnsOf = ({ workflow }: MetricSource) =>
  workflow.columns.map(({ id, name, kind }) => ({ id, name, kind, isCommitted: workflow.isCommitted(id) }));

const isUnfinished = ({ finishedAt, finishedElsewhere, foundFinished }: Timeline) =>
  finishedAt === null && !finishedElsewhere && !foundFinished;

/** Cards that a figure over finished cards leaves out, and why. */
function notFinished({ timelines, settled, calendar, range }: MetricSource): Excluded {
  const count = (test: (card: Timeline) => boolean) => timelines.filter(test).length;
  return [
    { count: count((card) => isUnfinished(card) && card.goneAt === null), why: "not finished" },
    {
      count:
        settled.cards -
        settled.finished -
        settled.finishedElsewhere -
        settled.departed +
        count((card) => isUnfinished(card) && card.goneAt !== null && !card.hasDeparted),
      why: "deleted or discarded",
    },
    {
      count: settled.departed + count((card) => isUnfinished(card) && card.hasDeparted),
      why: "moved to another board",
    },
    { count: count(({ foundFinished }) => foundFinished), why: "finished at an unknown time" },
    {
      count: settled.finishedElsewhere + count(({ finishedElsewhere }) => finishedElsewhere),
      why: "finished on another board",
    },
    {
      count:
        settled.finished +
        count(({ finishedAt }) => finishedAt !== null && !isWithin(calendar, finishedAt, range)),
      why: "finished outside the range",
    },
  ];
}

/** Cards that a figure over the times of finished cards leaves out, and why. */
function notTimed(source: MetricSource): Excluded {
  const { timelines, calendar, range } = source;
  const isUntimed = ({ isFound, finishedAt }: Timeline) =>
    isFound && finishedAt !== null && isWithin(calendar, finishedAt, range);
  return [
    ...notFinished(source),
    { count: timelines.filter(isUntimed).length, why: "finished, beginning not known" },
  ];
}

function measureDuration(source: MetricSource, query: MetricQuery, beginning: Beginning) {
  const { calendar, timelines, range, percentiles } = source;
  const items = listFinished(calendar, timelines, medianRange(range), beginning);
  const figures = measureDurations(
    items.filter(({ finishedAt }) => isWithin(calendar, finishedAt, range)),
    percentiles,
  );
  const chosen = chooseFinished(calendar, figures.items, query, maxOfPage);
  const isSample = chosen === null && figures.n > maxItems;
  const named = chosen?.items ?? (isSample ? thinOut(figures.items, sampleSize) : figures.items);
  const iso = (at: number) => new Date(at).toISOString();
  const toItem = ({ card, startedAt, finishedAt, elapsedMs, days }: FinishedCard) => ({
    ...source.factOf(card.cardId),
    createdAt: iso(card.createdAt ?? startedAt),
    startedAt: iso(startedAt),
    finishedAt: iso(finishedAt),
    elapsedMs,
    days,
  });
  return {
    ...frameOf(source, figures.n, notTimed(source)),
    ...figures,
    items: named.map(toItem),
    isSample,
    matching: chosen?.matching ?? null,
    medians: buildMovingMedian(calendar, items, range),
  };
}

/**
 * From the days kept of all cards; those of some cards, or of a past state, are counted. `before`: the end of the day
 * before the range, from which its first day is reckoned.
 */
async function readCumulativeFlow({
  boardId,
  calendar,
  workflow,
  timelines,
  isWhole,
  ...source
}: MetricSource) {
  const range = { ...source.range, from: source.range.from - 1 };
  const [before, ...days] = isWhole
    ? cumulateFlow(calendar, workflow, await readFlowDays(boardId, range), range)
    : buildCumulativeFlow(calendar, workflow, timelines, range);
  return { before, days };
}

/** Cards that stand where they were found, in columns that are not done. */
function countFoundThere({ timelines, workflow }: MetricSource): number {
  return timelines.filter(({ isFound, columnId, visits }) => {
    if (!isFound || columnId === null || workflow.isDone(columnId)) return false;
    return visits[0]?.columnId === columnId;
  }).length;
}

const atOf = <T>(source: MetricSource, value: () => T) =>
  source.hasAsOf ? { asOf: new Date(source.asOf).toISOString(), ...value() } : null;

type Measure = (source: MetricSource, query: MetricQuery) => object | Promise<object>;

const metrics: Record<MetricName, Measure> = {
  "cumulative-flow": async (source) => ({
    ...frameOf(source, countAll(source), []),
    columns: columnsOf(source),
    ...(await readCumulativeFlow(source)),
    at: atOf(source, () => ({ counts: countColumnsAt(source.workflow, source.timelines, source.asOf) })),
  }),
  "cycle-time": (source, query) => measureDuration(source, query, "startedAt"),
  "lead-time": (source, query) => measureDuration(source, query, "createdAt"),
  throughput: (source) => {
    const throughput = countThroughput(source.calendar, source.timelines, source.range);
    return { ...frameOf(source, throughput.total, notFinished(source)), ...throughput };
  },
  wip: (source) => ({
    ...frameOf(source, countAll(source), []),
    days: buildWip(source.calendar, source.workflow, source.timelines, source.range),
    at: atOf(source, () => ({ wip: countWipAt(source.timelines, source.asOf) })),
  }),
  "work-item-age": (source, query) => {
    const ages = measureAges(source, query);
    const { settled, timelines } = source;
    const started = settled.started + timelines.filter((card) => card.startedAt !== null).length;
    const found = settled.found + timelines.filter(({ isFound }) => isFound).length;
    return {
      ...frameOf(source, ages.items.length, [
        { count: countAll(source) - started - found, why: "not started" },
        { count: found, why: "beginning not known" },
        { count: started - ages.items.length, why: "finished, deleted, discarded or moved to another board" },
      ]),
      ...ages,
    };
  },
  "queue-age": (source) => {
    const columns = measureQueueAge(source.workflow, source.timelines, source.asOf, source.percentiles);
    const cards = columns.reduce((sum, { n }) => sum + n, 0);
    const found = countFoundThere(source);
    return {
      ...frameOf(source, cards, [
        { count: found, why: "in the column since before the log began" },
        {
          count: countAll(source) - cards - found,
          why: "done, deleted, discarded or moved to another board",
        },
      ]),
      asOf: new Date(source.asOf).toISOString(),
      columns: columns.map((column) => ({
        ...column,
        name: source.workflow.find(column.columnId)?.name ?? "",
        kind: source.workflow.find(column.columnId)?.kind ?? "backlog",
        items: column.items.map((item) => ({ ...source.factOf(item.cardId), ...item })),
      })),
    };
  },
  "time-in-column": (source) => {
    const { calendar, workflow, timelines, range, asOf, percentiles } = source;
    const columns = measureTimeInColumn(calendar, workflow, timelines, range, asOf, percentiles);
    const longest = findLongestVisits(calendar, workflow, timelines, range, asOf, maxVisits);
    return {
      ...frameOf(source, countAll(source), []),
      columns: columns.map((column) => ({
        ...column,
        name: workflow.find(column.columnId)?.name ?? "",
        longest: (longest.get(column.columnId) ?? []).map(({ enteredAt, ...visit }) => ({
          ...source.factOf(visit.cardId),
          ...visit,
          enteredAt: new Date(enteredAt).toISOString(),
        })),
      })),
    };
  },
  "flow-efficiency": async (source) => {
    const { calendar, workflow, timelines, range } = source;
    const begun = listFinished(calendar, timelines, range, "startedAt").reduce(
      (least, { startedAt }) => Math.min(least, startedAt),
      source.asOf,
    );
    const blocks = await readBlocks(source.boardId, begun, source.asOf);
    const finished = listFinished(calendar, timelines, range, "startedAt").length;
    return {
      ...frameOf(source, finished, notTimed(source)),
      ...measureFlowEfficiency(calendar, workflow, timelines, blocks, range),
    };
  },
  "littles-law": (source) => ({
    ...frameOf(source, countAll(source), []),
    ...checkLittlesLaw(source.calendar, source.timelines, source.range, source.asOf),
    tooFew: tooFewFinished(countThroughput(source.calendar, source.timelines, source.range).total),
  }),
  forecast: async (source, query) => {
    const { cards, ...made } = measureForecast(source, await readAllMilestones(source), query);
    return { ...frameOf(source, cards, notFinished(source)), ...made };
  },
  "process-behaviour": (source, query) => {
    const { cards, unused, ...behaviour } = measureBehaviour(source, query);
    const excluded =
      behaviour.measure === "wip"
        ? []
        : [
            ...(behaviour.measure === "cycle-time" ? notTimed(source) : notFinished(source)),
            { count: unused, why: "finished in a day or week that is not whole" },
          ];
    return { ...frameOf(source, cards, excluded), ...behaviour };
  },
  "service-level": (source, query) => {
    const { cards, ...level } = measureExpectation(source, query);
    return { ...frameOf(source, cards, notTimed(source)), ...level };
  },
  constraint: async (source, query) => ({
    ...frameOf(source, countAll(source), []),
    ...(await measureConstraint(source, query)),
  }),
  blockers: async (source) => {
    const { cards, ...blockers } = await measureBlockers(source);
    return { ...frameOf(source, cards, []), ...blockers };
  },
  "data-quality": (source) => ({
    ...frameOf(source, countAll(source), []),
    ...measureQuality(source),
  }),
  overrides: async (source) => {
    const { cards, ...overrides } = await measureOverrides(source);
    return { ...frameOf(source, cards, []), ...overrides };
  },
};

const openAlone: Lookback = () => Number.POSITIVE_INFINITY;

/** The days that metrics look back on where that is not what `plainLookback` says. */
const reaches: Partial<Record<MetricName, Lookback>> = {
  "cumulative-flow": (_, query) =>
    isOfAllCards(query) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
  "queue-age": openAlone,
  blockers: openAlone,
  overrides: openAlone,
  "process-behaviour": (range, { baselineFrom }) =>
    Math.min(range.from, baselineFrom ? parseDay(baselineFrom) : range.from),
};

/** One metric from a source that was read before; several metrics of one page share it. */
export async function computeMetric<T extends object>(
  source: MetricSource,
  name: MetricName,
  query: MetricQuery,
): Promise<T> {
  return nameCards((await metrics[name](source, query)) as T);
}

/** One metric of a board, in the shape of the contract. Throws `not-found` for strangers. */
export async function readMetric(
  userId: string,
  boardId: string,
  name: MetricName,
  query: MetricQuery,
): Promise<object> {
  return computeMetric(await readMetricSource(userId, boardId, query, reaches[name]), name, query);
}
