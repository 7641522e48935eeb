import { dayIn } from "@/lib/client/format/day-in";
import { metricRequest } from "@/lib/client/metrics/metric-request";
import { type ServerQuery, withAnswer } from "@/lib/client/query/server-query";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import type { DurationAnswer, DurationItem } from "@/lib/contracts/metrics/duration";
import { leadTimeMetric } from "@/lib/contracts/metrics/lead-time";
import { queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import type { CardGroup, CardsQuery, FinishedOnQuery, FinishedQuery } from "../view/cards-query";

/** Cards by groups; `total` counts those that have not come yet, too. */
export type CardPage = { groups: CardGroup[]; total: number };

/** How many cards there are in some groups. */
export function countCards(groups: readonly CardGroup[]): number {
  return groups.reduce((sum, { cards }) => sum + cards.length, 0);
}

/** Groups that are all there is. */
export function wholePage(groups: CardGroup[]): CardPage {
  return { groups, total: countCards(groups) };
}

/** A page without some of its cards. */
export function withoutCards({ groups }: CardPage, cardIds: readonly string[]): CardPage {
  return wholePage(
    groups.map(({ name, cards }) => ({
      name,
      cards: cards.filter(({ cardId }) => !cardIds.includes(cardId)),
    })),
  );
}

/** How the page after some others is asked for; null where they have all. */
export function nextOf(pages: readonly CardPage[]): { skip: string } | null {
  const { groups, total } = joinPages(pages);
  const read = countCards(groups);
  return read < total ? { skip: String(read) } : null;
}

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
 * What is asked of the server for the cards of a query; null where they are known already. `source`: the board and the
 * filters of the page, as `MetricAsked` has them.
 */
export function requestCards(
  source: { boardId: string; filterQuery: string },
  query: CardsQuery,
): ServerQuery<CardPage> | null {
  switch (query.kind) {
    case "known":
      return null;
    case "finished":
    case "finished-on": {
      const isLeadTime = query.kind === "finished" && query.metric === "lead-time";
      const parameters = { from: query.from, to: query.to, ...boundsOf(query), skip: "0" };
      const asked = metricRequest(isLeadTime ? leadTimeMetric : cycleTimeMetric, { ...source, parameters });
      return withAnswer(asked, (answer) => finishedPage(answer, query));
    }
    case "in-progress": {
      const asked = metricRequest(workItemAgeMetric, { ...source, parameters: { asOf: query.date } });
      return withAnswer(asked, ({ items }) => wholePage([{ name: "In progress", cards: items }]));
    }
    case "on-board": {
      const asked = metricRequest(queueAgeMetric, { ...source, parameters: { asOf: query.date } });
      return withAnswer(asked, ({ columns }) =>
        wholePage(columns.map(({ name, items }) => ({ name, cards: items }))),
      );
    }
  }
}

function finishedPage({ items, matching, timeZone }: DurationAnswer, { kind }: CardsQuery): CardPage {
  const groups = kind === "finished" ? [{ name: "Finished", cards: items }] : byDay(items, timeZone);
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
