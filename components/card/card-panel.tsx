"use client";

import { useBoard, useShown } from "@/components/board/board-context";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { CardBody } from "./card-body";
import { useCardDetail } from "./use-card-detail";

type CardPanelProps = {
  /** `KEY-42` or an id, as the address has it. */
  reference: string;
  /** The card's id where it is on the board. */
  cardId: string | null;
};

/** One card beside the board; on narrow screens in its place. */
export function CardPanel({ reference, cardId }: CardPanelProps) {
  const { closeCard } = useBoard();
  const { reading, read } = useCardDetail(reference, cardId);
  const shown = useShown((model) => (cardId ? (model.cards.get(cardId) ?? null) : null));
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && closeCard()}>
      <SheetContent
        className="w-full gap-0 p-0 sm:max-w-2xl"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusOnBoard(cardId);
        }}
      >
        {reading.state === "ready" ? (
          <CardBody card={withShown(reading.card, shown)} onReread={() => read()} />
        ) : (
          <div className="flex flex-col gap-4 p-6">
            <SheetTitle className="text-base text-muted-foreground">{reference}</SheetTitle>
            <SheetDescription
              className={reading.state === "loading" ? "sr-only" : "text-base text-foreground"}
            >
              {sayings[reading.state]}
            </SheetDescription>
            {reading.state === "loading" && (
              <>
                <Skeleton className="h-8 w-3/4" />
                <Skeleton className="h-32 w-full" />
              </>
            )}
          </div>
        )}
      </SheetContent>
    </Sheet>
  );
}

const sayings = {
  loading: "Reading the card…",
  missing: "There is no such card on this board. It may have been deleted.",
  failed: "The card could not be read. Check the connection and open it again.",
} as const;

/** What the board shows, pending edits included, is never older than what was read. */
function withShown<D extends object, V extends object>(detail: D, shown: V | null): D {
  return shown ? { ...detail, ...shown } : detail;
}

function focusOnBoard(cardId: string | null): void {
  if (cardId) document.querySelector<HTMLElement>(`[data-card-id="${cardId}"]`)?.focus();
}
