"use client";

import { ArchiveRestore, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { useLocale } from "@/lib/client/format/use-locale";
import { usePages } from "@/lib/client/query/use-pages";
import { type ArchivedCard, archivedCardsOf } from "@/lib/client/store/board-api";
import { useBoard, useShown } from "../context/board-context";

type ArchivedCardsProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Cards that were put away, to be found again and brought back. They stay in the reports either way. */
export function ArchivedCards({ isOpen, onOpenChange }: ArchivedCardsProps) {
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent className="w-full gap-0 sm:max-w-md">
        <SheetHeader>
          <SheetTitle>Archived cards</SheetTitle>
          <SheetDescription>Not on the board, but still in the reports.</SheetDescription>
        </SheetHeader>
        {isOpen && <ArchivedList />}
      </SheetContent>
    </Sheet>
  );
}

const searchDelayMs = 200;

function ArchivedList() {
  const boardId = useShown((model) => model.facts.id);
  const [search, setSearch] = useState("");
  const { items, error, hasMore, readMore } = usePages(archivedCardsOf(boardId, search.trim()), {
    restMs: search ? searchDelayMs : 0,
    keepsOther: true,
  });
  const [restored, setRestored] = useState<ReadonlySet<string>>(new Set());
  const cards = items?.filter((card) => !restored.has(putAway(card))) ?? [];
  const forget = (card: ArchivedCard) => setRestored((before) => new Set(before).add(putAway(card)));

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-4">
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label="Search archived cards"
          placeholder="Title or number"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="pl-8"
        />
      </div>
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {error
          ? "The archive could not be read. Close this and try again."
          : items === null
            ? "Looking…"
            : cards.length === 0 && (search ? "Nothing matches." : "Nothing is archived.")}
      </p>
      <ul className="-mx-1 flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto px-1">
        {cards.map((card) => (
          <ArchivedRow key={card.id} card={card} onRestored={forget} />
        ))}
        {hasMore && (
          <li>
            <Button variant="ghost" size="sm" className="w-full" onClick={readMore}>
              Show more
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** This time that the card was put away, and not another. */
function putAway({ id, archivedAt }: ArchivedCard): string {
  return `${id} ${archivedAt}`;
}

type ArchivedRowProps = { card: ArchivedCard; onRestored: (card: ArchivedCard) => void };

function ArchivedRow({ card, onRestored }: ArchivedRowProps) {
  const { store, attempt, canWrite, openCard } = useBoard();
  const key = useShown((model) => model.facts.key);
  const columns = useShown((model) => model.columns);
  const locale = useLocale();
  const column = columns.find((candidate) => candidate.id === card.columnId);
  const restore = async () => {
    const outcome = await attempt(`Restore ${card.title}`, ({ override }) =>
      store.restoreCard(card.id, column ? undefined : columns[0]?.id, override),
    );
    if (outcome.ok) onRestored(card);
  };
  return (
    <li className="flex items-center gap-2 rounded-md border border-border p-2 text-sm">
      <button
        type="button"
        onClick={() => openCard(card.id)}
        className="min-w-0 flex-1 rounded-sm text-left hover:underline focus-visible:ring-2 focus-visible:ring-ring"
      >
        <span dir="auto" className="block truncate font-medium">
          {card.title}
        </span>
        <span className="text-xs text-muted-foreground">
          {`${key}-${card.number}`}
          {card.archivedAt && `, archived ${new Date(card.archivedAt).toLocaleDateString(locale)}`}
        </span>
      </button>
      {canWrite && (
        <Button variant="outline" size="sm" onClick={() => void restore()}>
          <ArchiveRestore aria-hidden />
          Restore
        </Button>
      )}
    </li>
  );
}
