import "server-only";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import { isWithin } from "@/lib/flow/calendar/calendar";
import type { Timeline } from "@/lib/flow/log/timeline";
import type { MetricSource } from "./metric-source";

export type Excluded = MetricFrame["excluded"];

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
export const countAll = ({ timelines, closed }: MetricSource) => timelines.length + closed.cards;

const isUnfinished = ({ finishedAt, finishedElsewhere, foundFinished }: Timeline) =>
  finishedAt === null && !finishedElsewhere && !foundFinished;

/** Cards that a figure over finished cards leaves out, and why. */
export function notFinished({ timelines, closed, calendar, range }: MetricSource): Excluded {
  const count = (test: (card: Timeline) => boolean) => timelines.filter(test).length;
  return [
    { count: count((card) => isUnfinished(card) && card.goneAt === null), why: "not finished" },
    {
      count:
        closed.cards -
        closed.finished -
        closed.finishedElsewhere -
        closed.departed +
        count((card) => isUnfinished(card) && card.goneAt !== null && !card.hasDeparted),
      why: "deleted or discarded",
    },
    {
      count: closed.departed + count((card) => isUnfinished(card) && card.hasDeparted),
      why: "moved to another board",
    },
    { count: count(({ foundFinished }) => foundFinished), why: "finished at an unknown time" },
    {
      count: closed.finishedElsewhere + count(({ finishedElsewhere }) => finishedElsewhere),
      why: "finished on another board",
    },
    {
      count:
        closed.finished +
        count(({ finishedAt }) => finishedAt !== null && !isWithin(calendar, finishedAt, range)),
      why: "finished outside the range",
    },
  ];
}

/** Cards that a figure over the times of finished cards leaves out, and why. */
export function notTimed(source: MetricSource): Excluded {
  const { timelines, calendar, range } = source;
  const isUntimed = ({ isFound, finishedAt }: Timeline) =>
    isFound && finishedAt !== null && isWithin(calendar, finishedAt, range);
  return [
    ...notFinished(source),
    { count: timelines.filter(isUntimed).length, why: "finished, beginning not known" },
  ];
}

/** A value for the very instant that was asked for; null where none was. */
export const atInstantAsked = <T>(source: MetricSource, value: () => T) =>
  source.hasAsOf ? { asOf: new Date(source.asOf).toISOString(), ...value() } : null;

/** The columns of a figure with their names and kinds. */
export function nameColumn({ workflow }: MetricSource, columnId: string) {
  const { name = "", kind = "backlog" } = workflow.find(columnId) ?? {};
  return { name, kind };
}
