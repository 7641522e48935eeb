"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Spinner } from "@/components/ui/spinner";
import { dayIn } from "@/lib/client/format/day-in";
import { plural } from "@/lib/client/format/plural";
import { callApi } from "@/lib/client/http/api";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { type DurationItem, durationAnswer } from "@/lib/contracts/metrics/duration";
import { queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { useReportView } from "../view/report-view";

/** `note`: what is to be said of the card here; a card may stand here twice with different ones. */
type ListedCard = { cardId: string; number: number; title: string; note?: string };
type Group = { name: string; cards: ListedCard[] };

/**
 * Which cards to show: those on the board at the end of a day, those finished in a span of days (all, or those that
 * took so many days) or on days of so many finishes, those in progress but for some, or ones that are known already.
 */
export type CardsQuery =
  | { kind: "on-board"; date: string }
  | {
      kind: "finished";
      from: string;
      to: string;
      /** By what `days` are counted; cycle time if nothing else. */
      metric?: "cycle-time" | "lead-time";
      days?: { from: number; to?: number };
    }
  | { kind: "finished-on"; from: string; to: string; daysOf: { from: number; to: number } }
  | { kind: "in-progress"; date: string; except: readonly string[] }
  | { kind: "known"; words: string; groups: Group[] };

/** Shows the cards behind a point, under a title. */
export type OpenCards = (title: string, query: CardsQuery) => void;

type CardsBehindProps = {
  boardId: string;
  boardKey: string;
  title: string;
  query: CardsQuery | null;
  onClose: () => void;
};

/** Cards by groups; `total` counts those that have not come yet, too. */
type CardPage = { groups: Group[]; total: number };

const whole = (groups: Group[]): CardPage => ({
  groups,
  total: groups.reduce((sum, { cards }) => sum + cards.length, 0),
});

async function readPage(
  boardId: string,
  query: CardsQuery,
  filterQuery: string,
  skip: number,
  signal: AbortSignal,
): Promise<CardPage> {
  if (query.kind === "known") return whole(query.groups);
  if (query.kind === "finished" || query.kind === "finished-on") {
    const path = metricPath(boardId, metricOf(query), filterQuery, {
      ...askFinished(query),
      skip: String(skip),
    });
    const { items, matching, timeZone } = await callApi(path, { answer: durationAnswer, signal });
    const groups = query.kind === "finished" ? [{ name: "Finished", cards: items }] : byDay(items, timeZone);
    return { groups, total: matching ?? items.length };
  }
  if (query.kind === "in-progress") {
    const path = `/boards/${boardId}/metrics/work-item-age?asOf=${query.date}&${filterQuery}`;
    const { items } = await callApi(path, { answer: workItemAgeMetric.answer, signal });
    const cards = items.filter(({ cardId }) => !query.except.includes(cardId));
    return whole([{ name: "In progress", cards }]);
  }
  const path = `/boards/${boardId}/metrics/queue-age?asOf=${query.date}&${filterQuery}`;
  const { columns } = await callApi(path, { answer: queueAgeMetric.answer, signal });
  return whole(
    columns.map(({ name, items }) => ({ name, cards: items })).filter(({ cards }) => cards.length > 0),
  );
}

const metricOf = (query: CardsQuery): "cycle-time" | "lead-time" =>
  (query.kind === "finished" && query.metric) || "cycle-time";

/** What to ask of a duration so that it names the cards of a query. */
function askFinished(
  query: Extract<CardsQuery, { kind: "finished" | "finished-on" }>,
): Record<string, string> {
  const { from, to } = query;
  const bounds: Record<string, number | undefined> =
    query.kind === "finished"
      ? { daysFrom: query.days?.from, daysTo: query.days?.to }
      : { dayCountFrom: query.daysOf.from, dayCountTo: query.daysOf.to };
  const given = Object.entries(bounds).filter(([, value]) => value !== undefined);
  return { from, to, ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])) };
}

/** Finished cards by the day of their finish, in order. */
function byDay(items: readonly DurationItem[], timeZone: string): Group[] {
  const toDay = dayIn(timeZone);
  const days = new Map<string, ListedCard[]>();
  for (const item of items) {
    const day = toDay(item.finishedAt);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([name, cards]) => ({ name, cards }));
}

/** A further page after an earlier one; a group that goes on stays one. */
function join(page: CardPage, next: CardPage): CardPage {
  const groups = new Map(page.groups.map(({ name, cards }) => [name, cards]));
  for (const { name, cards } of next.groups) groups.set(name, [...(groups.get(name) ?? []), ...cards]);
  return { groups: [...groups].map(([name, cards]) => ({ name, cards })), total: next.total };
}

/** The cards of a query, page by page. */
function useCards(boardId: string, query: CardsQuery | null) {
  const { filterQuery } = useReportView();
  const [page, setPage] = useState<CardPage | null>(null);
  const [state, setState] = useState<"loading" | "failed" | "done">("loading");
  const asked = useRef(new AbortController());
  const read = (wanted: CardsQuery, before: CardPage | null) => {
    asked.current.abort();
    const controller = new AbortController();
    asked.current = controller;
    setState("loading");
    const skip = before ? countCards(before) : 0;
    readPage(boardId, wanted, filterQuery, skip, controller.signal)
      .then((next) => {
        if (controller.signal.aborted) return;
        setPage(before ? join(before, next) : next);
        setState("done");
      })
      .catch(() => !controller.signal.aborted && setState("failed"));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is read from its beginning
  useEffect(() => {
    setPage(null);
    if (query) read(query, null);
    return () => asked.current.abort();
  }, [boardId, query, filterQuery]);
  return { page, state, readMore: () => query && read(query, page) };
}

const countCards = ({ groups }: CardPage) => groups.reduce((sum, { cards }) => sum + cards.length, 0);

function wordsOf(query: CardsQuery): string {
  if (query.kind === "known") return query.words;
  if (query.kind === "in-progress") return "Cards that had been started and not finished.";
  return query.kind === "finished" || query.kind === "finished-on"
    ? "Cards finished then."
    : "Cards on the board at the end of that day, done ones left out.";
}

/** The cards behind a point of a chart, each a way to the card itself. */
export function CardsBehind({ boardId, boardKey, title, query, onClose }: CardsBehindProps) {
  const { page, state, readMore } = useCards(boardId, query);
  const shown = page ? countCards(page) : 0;

  return (
    <Sheet open={query !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent className="w-full sm:max-w-md">
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          <SheetDescription>{query && wordsOf(query)}</SheetDescription>
        </SheetHeader>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6">
          {page && page.total > 0 && (
            <p role="status" className="mb-3 text-sm text-muted-foreground">
              {shown < page.total
                ? `The first ${shown.toLocaleString("en")} of ${plural(page.total, "card")}.`
                : `${plural(page.total, "card")}.`}
            </p>
          )}
          {page?.total === 0 && <p className="text-sm text-muted-foreground">No cards.</p>}
          {page?.groups
            .filter(({ cards }) => cards.length > 0)
            .map(({ name, cards }) => (
              <section key={name} className="mb-4">
                <h3 className="mb-1 text-xs font-medium text-muted-foreground">
                  {name} · {cards.length}
                </h3>
                <ul>
                  {cards.map(({ cardId, number, title: cardTitle, note }) => (
                    <li key={`${cardId}${note}`}>
                      <Link
                        href={`/boards/${boardId}?card=${cardId}`}
                        className="flex gap-2 rounded-md px-2 py-1.5 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
                      >
                        <span className="shrink-0 text-muted-foreground tabular-nums">
                          {boardKey}-{number}
                        </span>
                        <span dir="auto" className="min-w-0 flex-1 truncate">
                          {cardTitle}
                        </span>
                        {note && <span className="shrink-0 text-xs text-muted-foreground">{note}</span>}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          {state === "loading" && <Spinner label="Looking for the cards" />}
          {state === "failed" && <p role="alert">The cards could not be read. Close this and try again.</p>}
          {page && state !== "loading" && shown < page.total && (
            <Button variant="outline" size="sm" onClick={readMore}>
              Show more
            </Button>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}
