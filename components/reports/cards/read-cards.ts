import { dayIn } from "@/lib/client/format/day-in";
import { type AskedParameters, metricRequest } from "@/lib/client/metrics/metric-request";
import { askServer } from "@/lib/client/query/server-query";
import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import type { DurationItem } from "@/lib/contracts/metrics/duration";
import { leadTimeMetric } from "@/lib/contracts/metrics/lead-time";
import { queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import type { CardGroup, CardsQuery, FinishedOnQuery, FinishedQuery } from "../view/cards-query";

/** Cards by groups; `total` counts those that have not come yet, too. */
export type CardPage = { groups: CardGroup[]; total: number };

/** Asks a metric of the board of a page, over the cards of the page. */
type AskMetric = <C extends MetricContract>(
  metric: C,
  parameters: AskedParameters<C>,
) => Promise<AnswerOf<C>>;

/** How many cards there are in some groups. */
export function countCards(groups: readonly CardGroup[]): number {
  return groups.reduce((sum, { cards }) => sum + cards.length, 0);
}

const whole = (groups: CardGroup[]): CardPage => ({ groups, total: countCards(groups) });

/** Pages one after another as one; a group that goes on stays one. */
export function joinPages(pages: readonly CardPage[]): CardPage {
  const groups = new Map<string, CardGroup["cards"]>();
  for (const { name, cards } of pages.flatMap((page) => page.groups))
    groups.set(name, [...(groups.get(name) ?? []), ...cards]);
  return {
    groups: [...groups].map(([name, cards]) => ({ name, cards })),
    total: pages.at(-1)?.total ?? 0,
  };
}

/**
 * A page of the cards of a query, after as many as are to be skipped. Throws as `callApi` does. `filterQuery`: as a query
 * of the metrics API, without a question mark.
 */
export async function readCards(
  source: { boardId: string; filterQuery: string },
  query: CardsQuery,
  skip: number,
  signal: AbortSignal,
): Promise<CardPage> {
  const ask: AskMetric = (metric, parameters) =>
    askServer(metricRequest(metric, { ...source, parameters }), signal);
  switch (query.kind) {
    case "known":
      return whole(query.groups);
    case "finished":
    case "finished-on":
      return readFinished(ask, query, skip);
    case "in-progress": {
      const { items } = await ask(workItemAgeMetric, { asOf: query.date });
      const cards = items.filter(({ cardId }) => !query.except.includes(cardId));
      return whole([{ name: "In progress", cards }]);
    }
    case "on-board": {
      const { columns } = await ask(queueAgeMetric, { asOf: query.date });
      return whole(
        columns.map(({ name, items }) => ({ name, cards: items })).filter(({ cards }) => cards.length > 0),
      );
    }
  }
}

async function readFinished(
  ask: AskMetric,
  query: FinishedQuery | FinishedOnQuery,
  skip: number,
): Promise<CardPage> {
  const parameters = { from: query.from, to: query.to, ...boundsOf(query), skip: String(skip) };
  const metric = query.kind === "finished" && query.metric === "lead-time" ? leadTimeMetric : cycleTimeMetric;
  const { items, matching, timeZone } = await ask(metric, parameters);
  const groups = query.kind === "finished" ? [{ name: "Finished", cards: items }] : byDay(items, timeZone);
  return { groups, total: matching ?? items.length };
}

/** Which of the finished cards are to be named. */
function boundsOf(query: FinishedQuery | FinishedOnQuery) {
  const text = (value: number | undefined) => (value === undefined ? undefined : String(value));
  return query.kind === "finished"
    ? { daysFrom: text(query.days?.from), daysTo: text(query.days?.to) }
    : { dayCountFrom: text(query.daysOf.from), dayCountTo: text(query.daysOf.to) };
}

/** Finished cards by the day of their finish, in order. */
function byDay(items: readonly DurationItem[], timeZone: string): CardGroup[] {
  const toDay = dayIn(timeZone);
  const days = new Map<string, DurationItem[]>();
  for (const item of items) {
    const day = toDay(item.finishedAt);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([name, cards]) => ({ name, cards }));
}
