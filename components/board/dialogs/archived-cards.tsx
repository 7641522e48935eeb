"use client";

import { ArchiveRestore, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { useLocale } from "@/lib/client/format/use-locale";
import { type ArchivedCard, listArchivedCards } from "@/lib/client/store/board-api";
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

type Found = { state: "loading" | "failed" | "ready"; cards: ArchivedCard[]; nextCursor: string | null };

const searchDelayMs = 200;

function ArchivedList() {
  const boardId = useShown((model) => model.facts.id);
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<Found>({ state: "loading", cards: [], nextCursor: null });

  useEffect(() => {
    const ended = new AbortController();
    const timer = setTimeout(
      async () => {
        const page = await listArchivedCards(boardId, search.trim(), null, ended.signal).catch(() => null);
        if (ended.signal.aborted) return;
        setFound(
          page
            ? { state: "ready", cards: page.items, nextCursor: page.nextCursor }
            : { state: "failed", cards: [], nextCursor: null },
        );
      },
      search ? searchDelayMs : 0,
    );
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [boardId, search]);

  const loadMore = async () => {
    const page = await listArchivedCards(boardId, search.trim(), found.nextCursor).catch(() => null);
    if (page)
      setFound({ state: "ready", cards: [...found.cards, ...page.items], nextCursor: page.nextCursor });
  };
  const forget = (cardId: string) =>
    setFound((before) => ({ ...before, cards: before.cards.filter((card) => card.id !== cardId) }));

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
        {found.state === "loading" && "Looking…"}
        {found.state === "failed" && "The archive could not be read. Close this and try again."}
        {found.state === "ready" &&
          found.cards.length === 0 &&
          (search ? "Nothing matches." : "Nothing is archived.")}
      </p>
      <ul className="-mx-1 flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto px-1">
        {found.cards.map((card) => (
          <ArchivedRow key={card.id} card={card} onRestored={forget} />
        ))}
        {found.nextCursor && (
          <li>
            <Button variant="ghost" size="sm" className="w-full" onClick={() => void loadMore()}>
              Show more
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}

type ArchivedRowProps = { card: ArchivedCard; onRestored: (cardId: string) => void };

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
    if (outcome.ok) onRestored(card.id);
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
