"use client";

import { Archive, CircleCheck, MoveRight, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { judgeTogether } from "@/lib/client/admission";
import { type BoardModel, cardsIn } from "@/lib/client/board-model";
import { AdmissionMark, AdmissionWords } from "./admission-mark";
import { useBoard, useShown } from "./board-context";

/** What can be done with the chosen cards together. Stands below the board, so that it covers none of them. */
export function SelectionBar() {
  const { selection, archiveTogether, announce } = useBoard();
  const chosen = useSyncExternalStore(selection.subscribe, selection.get, selection.get);
  const model = useShown((shown) => shown);
  const cardIds = inBoardOrder(model, chosen);
  const words = cardIds.length === 1 ? "1 card selected" : `${cardIds.length} cards selected`;
  useEffect(() => {
    if (chosen.size > 0) announce(words);
  }, [announce, chosen, words]);
  if (cardIds.length === 0) return null;
  const clear = () => {
    selection.clear();
    focusCard(cardIds[0]);
  };
  return (
    <section
      aria-label="Chosen cards"
      data-selection-bar
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-border bg-popover px-3 py-2 shadow-lg"
    >
      <p className="mr-2 inline-flex max-sm:mr-auto items-center gap-1.5 text-sm font-medium tabular-nums">
        <CircleCheck aria-hidden className="size-4 text-primary" />
        {words}
      </p>
      <MoveMenu cardIds={cardIds} />
      <Button variant="outline" size="sm" onClick={() => void archiveTogether(cardIds)}>
        <Archive aria-hidden />
        Archive
      </Button>
      <Button variant="ghost" size="sm" className="max-sm:px-2" onClick={() => clear()}>
        <X aria-hidden />
        <span className="max-sm:sr-only">Clear</span>
      </Button>
    </section>
  );
}

function MoveMenu({ cardIds }: { cardIds: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DropdownMenu open={isOpen} onOpenChange={setOpen}>
      <DropdownMenuTrigger asChild>
        <Button size="sm">
          <MoveRight aria-hidden />
          Move to…
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        side="top"
        className="max-h-(--radix-dropdown-menu-content-available-height) w-72"
      >
        <DropdownMenuLabel>All of them, or none</DropdownMenuLabel>
        <MoveItems cardIds={cardIds} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Every column with what it would say to all of the cards, one after the other. */
function MoveItems({ cardIds }: { cardIds: readonly string[] }) {
  const { store, selection, moveTogether } = useBoard();
  const model = store.getShown();
  const moveTo = async (columnId: string) => {
    await moveTogether(cardIds, columnId);
    if (selection.get().size === 0) focusCard(cardIds[0]);
  };
  return model.columns.map((column) => {
    const { admission, firstRefused } = judgeTogether(model, cardIds, { columnId: column.id });
    return (
      <DropdownMenuItem key={column.id} onSelect={() => void moveTo(column.id)} className="items-start">
        <AdmissionMark admission={admission} />
        <span className="flex min-w-0 flex-col">
          <span className="truncate">{column.name}</span>
          <AdmissionWords
            admission={admission}
            which={firstRefused ? `${model.facts.key}-${firstRefused.number}` : undefined}
          />
        </span>
      </DropdownMenuItem>
    );
  });
}

/** The bar goes with the selection, and must not take the focus along. */
function focusCard(cardId: string | undefined): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-card-id="${cardId}"]`)?.focus({ preventScroll: true }),
  );
}

/** From left to right and from top to bottom: the order in which they move. Cards that are gone are left out. */
function inBoardOrder(model: BoardModel, chosen: ReadonlySet<string>): string[] {
  if (chosen.size === 0) return [];
  return model.columns.flatMap((column) =>
    cardsIn(model, column.id)
      .filter((card) => chosen.has(card.id))
      .map((card) => card.id),
  );
}
