"use client";

import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Spinner } from "@/components/ui/spinner";
import { plural } from "@/lib/client/format/plural";
import type { CardGroup, CardsQuery, ListedCard } from "../view/cards-query";
import { useReportView } from "../view/report-view";
import { countCards } from "./read-cards";
import { useCards } from "./use-cards";

function wordsOf(query: CardsQuery): string {
  if (query.kind === "known") return query.words;
  if (query.kind === "in-progress") return "Cards that had been started and not finished.";
  return query.kind === "finished" || query.kind === "finished-on"
    ? "Cards finished then."
    : "Cards on the board at the end of that day, done ones left out.";
}

type CardsBehindProps = { title: string; query: CardsQuery | null; onClose: () => void };

/** The cards behind a point of a chart, each a way to the card itself. */
export function CardsBehind({ title, query, onClose }: CardsBehindProps) {
  const { page, isBusy, hasFailed, readMore } = useCards(query);
  const shown = page ? countCards(page.groups) : 0;
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
            .map((group) => (
              <Group key={group.name} group={group} />
            ))}
          {isBusy && <Spinner label="Looking for the cards" />}
          {hasFailed && <p role="alert">The cards could not be read. Close this and try again.</p>}
          {page && !isBusy && shown < page.total && (
            <Button variant="outline" size="sm" onClick={readMore}>
              Show more
            </Button>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Group({ group: { name, cards } }: { group: CardGroup }) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 text-xs font-medium text-muted-foreground">
        {name} · {cards.length}
      </h3>
      <ul>
        {cards.map((card) => (
          <li key={`${card.cardId}${card.note}`}>
            <CardLink card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CardLink({ card: { cardId, number, title, note } }: { card: ListedCard }) {
  const { boardId, boardKey } = useReportView();
  return (
    <PageLink
      href={`/boards/${boardId}?card=${cardId}`}
      className="flex gap-2 rounded-md px-2 py-1.5 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
    >
      <span className="shrink-0 text-muted-foreground tabular-nums">
        {boardKey}-{number}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {title}
      </span>
      {note && <span className="shrink-0 text-xs text-muted-foreground">{note}</span>}
    </PageLink>
  );
}
