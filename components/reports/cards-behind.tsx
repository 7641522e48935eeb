"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Spinner } from "@/components/ui/spinner";
import { callApi } from "@/lib/client/api";
import { dayIn } from "@/lib/client/day-in";
import { plural } from "@/lib/client/plural";
import { durationAnswer, queueAgeAnswer, workItemAgeAnswer } from "@/lib/contracts/metrics";
import { useReportView } from "./report-view";

/** `note`: what is to be said of the card here; a card may stand here twice with different ones. */
type ListedCard = { cardId: string; number: number; title: string; note?: string };
type Group = { name: string; cards: ListedCard[] };

/**
 * Which cards to show: those on the board at the end of a day, those finished in a span of days (all, or those that
 * took so many days) or on some days in order, those in progress but for some, or ones that are known already.
 */
export type CardsQuery =
  | { kind: "on-board"; date: string }
  | { kind: "finished"; from: string; to: string; days?: { from: number; to?: number } }
  | { kind: "finished-on"; days: string[] }
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

async function readGroups(
  boardId: string,
  query: CardsQuery,
  filterQuery: string,
  signal: AbortSignal,
): Promise<Group[]> {
  if (query.kind === "known") return query.groups;
  if (query.kind === "finished") {
    const path = `/boards/${boardId}/metrics/cycle-time?from=${query.from}&to=${query.to}&${filterQuery}`;
    const { items, isSample, n } = await callApi(path, { answer: durationAnswer, signal });
    const name = isSample ? `Finished, the slowest and an even sample of ${plural(n, "card")}` : "Finished";
    const { from = 1, to = Number.POSITIVE_INFINITY } = query.days ?? {};
    return [{ name, cards: items.filter(({ days }) => days >= from && days <= to) }];
  }
  if (query.kind === "finished-on") return readDays(boardId, query.days, filterQuery, signal);
  if (query.kind === "in-progress") {
    const path = `/boards/${boardId}/metrics/work-item-age?asOf=${query.date}&${filterQuery}`;
    const { items } = await callApi(path, { answer: workItemAgeAnswer, signal });
    return [{ name: "In progress", cards: items.filter(({ cardId }) => !query.except.includes(cardId)) }];
  }
  const path = `/boards/${boardId}/metrics/queue-age?asOf=${query.date}&${filterQuery}`;
  const { columns } = await callApi(path, { answer: queueAgeAnswer, signal });
  return columns.map(({ name, items }) => ({ name, cards: items })).filter(({ cards }) => cards.length > 0);
}

/** The cards finished on some days, by the day. */
async function readDays(boardId: string, days: string[], filterQuery: string, signal: AbortSignal) {
  const path = `/boards/${boardId}/metrics/cycle-time?from=${days[0]}&to=${days.at(-1)}&${filterQuery}`;
  const { items, timeZone } = await callApi(path, { answer: durationAnswer, signal });
  const toDay = dayIn(timeZone);
  return days.map((day) => ({
    name: day,
    cards: items.filter(({ finishedAt }) => toDay(finishedAt) === day),
  }));
}

function wordsOf(query: CardsQuery): string {
  if (query.kind === "known") return query.words;
  if (query.kind === "in-progress") return "Cards that had been started and not finished.";
  return query.kind === "finished" || query.kind === "finished-on"
    ? "Cards finished then."
    : "Cards on the board at the end of that day, done ones left out.";
}

/** The cards behind a point of a chart, each a way to the card itself. */
export function CardsBehind({ boardId, boardKey, title, query, onClose }: CardsBehindProps) {
  const { filterQuery } = useReportView();
  const [groups, setGroups] = useState<Group[] | "loading" | "failed">("loading");
  useEffect(() => {
    if (!query) return;
    const ended = new AbortController();
    setGroups("loading");
    readGroups(boardId, query, filterQuery, ended.signal)
      .then(setGroups)
      .catch(() => !ended.signal.aborted && setGroups("failed"));
    return () => ended.abort();
  }, [boardId, query, filterQuery]);

  return (
    <Sheet open={query !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent className="w-full sm:max-w-md">
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          <SheetDescription>{query && wordsOf(query)}</SheetDescription>
        </SheetHeader>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6">
          {groups === "loading" && <Spinner label="Looking for the cards" />}
          {groups === "failed" && <p role="alert">The cards could not be read. Close this and try again.</p>}
          {Array.isArray(groups) && groups.every(({ cards }) => cards.length === 0) && (
            <p className="text-sm text-muted-foreground">No cards.</p>
          )}
          {Array.isArray(groups) &&
            groups.map(({ name, cards }) => (
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
                        <span className="min-w-0 flex-1 truncate">{cardTitle}</span>
                        {note && <span className="shrink-0 text-xs text-muted-foreground">{note}</span>}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
        </div>
      </SheetContent>
    </Sheet>
  );
}
