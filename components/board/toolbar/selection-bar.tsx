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
import { judgeTogether } from "@/lib/client/admission/admission";
import { laneOf } from "@/lib/client/board/cells";
import { filterCards, type ShownFilter } from "@/lib/client/board/filter";
import { plural } from "@/lib/client/format/plural";
import { inBoardOrder } from "@/lib/client/selection/carried-cards";
import { AdmissionMark, AdmissionWords } from "../card/admission-mark";
import { useBoard, useShown } from "../context/board-context";
import { useFoldedLanes } from "../lane/use-folded-lanes";

/** What can be done with the chosen cards together. Stands below the board, so that it covers none of them. */
export function SelectionBar({ filter }: { filter: ShownFilter }) {
  const { selection, archiveTogether, announce } = useBoard();
  const chosen = useSyncExternalStore(selection.subscribe, selection.get, selection.get);
  const model = useShown((shown) => shown);
  const { isFolded } = useFoldedLanes();
  const cards = inBoardOrder(model, chosen);
  const cardIds = cards.map(({ id }) => id);
  const shown = filterCards(cards, filter, model.facts.key).filter(
    (card) => model.lanes.length === 0 || !isFolded(laneOf(model, card)),
  );
  const words = sayChosen(cards.length, cards.length - shown.length);
  useEffect(() => {
    if (chosen.size > 0) announce(words);
  }, [announce, chosen, words]);
  if (cardIds.length === 0) return null;
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
        {`Archive ${cards.length}`}
      </Button>
      <Button variant="ghost" size="sm" className="max-sm:px-2" onClick={() => selection.clear()}>
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
        <DropdownMenuLabel>{`All ${cardIds.length} of them, or none`}</DropdownMenuLabel>
        <MoveItems cardIds={cardIds} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Every column with what it would say to all of the cards, one after the other. */
function MoveItems({ cardIds }: { cardIds: readonly string[] }) {
  const { store, moveTogether } = useBoard();
  const model = store.getShown();
  return model.columns.map((column) => {
    const { admission, firstRefused } = judgeTogether(model, cardIds, { columnId: column.id });
    return (
      <DropdownMenuItem
        key={column.id}
        onSelect={() => void moveTogether(cardIds, { columnId: column.id })}
        className="items-start"
      >
        <AdmissionMark admission={admission} />
        <span className="flex min-w-0 flex-col">
          <span dir="auto" className="truncate">
            {column.name}
          </span>
          <AdmissionWords
            admission={admission}
            which={firstRefused ? `${model.facts.key}-${firstRefused.number}` : undefined}
          />
        </span>
      </DropdownMenuItem>
    );
  });
}

/** How many are chosen, and how many of them a filter or a folded lane keeps out of sight. */
function sayChosen(count: number, hidden: number): string {
  const words = `${plural(count, "card")} selected`;
  return hidden > 0 ? `${words}, ${hidden} of them hidden` : words;
}
