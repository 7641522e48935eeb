"use client";

import { useRef } from "react";
import { useIsUnsaved } from "@/components/board/connection/connection-context";
import { ConnectionNotice } from "@/components/board/connection/connection-notice";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { MissingPart } from "@/components/board/dialogs/later-content";
import { Callout } from "@/components/ui/callout";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import { isFocusFree } from "@/components/ui/focus-keeper";
import { LaterPart, useLater } from "@/components/ui/later-part";
import { findOpenLayer } from "@/components/ui/open-layer";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { CardDetail } from "@/lib/contracts/card";
import { PlainText } from "./markdown/markdown-text";
import { useCardDetail } from "./use-card-detail";

/** Everything inside of the panel; what stands around it opens without. */
export const cardBody = new LaterPart(async () => (await import("./card-body")).CardBody);

type CardPanelProps = {
  /** `KEY-42` or an id, as the address has it. */
  reference: string;
  /** The card's id where it is on the board. */
  cardId: string | null;
};

/** One card beside the board; on narrow screens in its place. */
export function CardPanel({ reference, cardId }: CardPanelProps) {
  const { closeCard, focus } = useBoard();
  const heading = useRef<HTMLHeadingElement>(null);
  const { reading, read } = useCardDetail(reference, cardId);
  const { Part: CardBody, hasFailed, tryAgain } = useLater(cardBody);
  const boardKey = useShown((model) => model.facts.key);
  const shown = useShown((model) => (cardId ? (model.cards.get(cardId) ?? null) : null));
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && closeCard()}>
      <SheetContent
        className="w-full gap-0 p-0 sm:max-w-2xl"
        onOpenAutoFocus={(event) => {
          // The heading says which card this is, and brings up no keyboard on a phone.
          event.preventDefault();
          heading.current?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (!findOpenLayer() && isFocusFree()) focus.returnTo(cardId);
        }}
      >
        <SheetTitle
          ref={heading}
          tabIndex={-1}
          className="absolute top-3.5 left-5 z-10 rounded-sm px-1 text-sm font-medium text-muted-foreground tabular-nums outline-none focus-visible:ring-2 focus-visible:ring-ring"
        >
          <span className="sr-only">Card </span>
          {reading.card ? `${boardKey}-${reading.card.number}` : reference}
          <span className="sr-only">{` ${(shown ?? reading.card)?.title ?? ""}`}</span>
        </SheetTitle>
        {reading.state === "ready" && CardBody ? (
          <>
            <ErrorBoundary of={reading.card} fallback={<BareCard card={reading.card} />}>
              <CardBody card={withShown(reading.card, shown)} onReread={() => read()} />
            </ErrorBoundary>
            <PanelNotices cardId={reading.card.id} />
          </>
        ) : (
          <Unready
            state={reading.state === "ready" ? (hasFailed ? "incomplete" : "loading") : reading.state}
            onTryAgain={tryAgain}
          />
        )}
      </SheetContent>
    </Sheet>
  );
}

/** What stands in the panel until the card does. */
function Unready({ state, onTryAgain }: { state: keyof typeof sayings; onTryAgain: () => void }) {
  return (
    <div className="flex flex-col gap-4 px-6 pt-14 pb-6">
      <SheetDescription className={state === "loading" ? "sr-only" : "text-base text-foreground"}>
        {sayings[state]}
      </SheetDescription>
      {state === "loading" && (
        <>
          <Skeleton className="h-8 w-3/4" />
          <Skeleton className="h-32 w-full" />
        </>
      )}
      {state === "incomplete" && <MissingPart hasFailed onTryAgain={onTryAgain} />}
    </div>
  );
}

/** What is known of a card that cannot be drawn. */
function BareCard({ card }: { card: CardDetail }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-14 pb-6">
      <SheetDescription className="text-base text-foreground">
        This card cannot be shown in full. Nothing of it is lost; this is its text.
      </SheetDescription>
      <p dir="auto" className="text-lg font-semibold wrap-anywhere">
        {card.title}
      </p>
      <PlainText text={card.description} />
    </div>
  );
}

/** Below the card, where they move nothing that a person is at. */
function PanelNotices({ cardId }: { cardId: string }) {
  const isUnsaved = useIsUnsaved(cardId);
  return (
    <div role="status" className="shrink-0">
      {isUnsaved && (
        <Callout tone="warning" title="Not saved yet" className="mx-3 my-1">
          The server has not answered. What you changed here is sent again until it does.
        </Callout>
      )}
      <ConnectionNotice />
    </div>
  );
}

const sayings = {
  loading: "Reading the card…",
  missing: "There is no such card on this board. It may have been deleted.",
  incomplete: "The card cannot be shown just now.",
  failed: "The card could not be read. Check the connection and open it again.",
} as const;

/** What the board shows, pending edits included, is never older than what was read. */
function withShown<D extends object, V extends object>(detail: D, shown: V | null): D {
  return shown ? { ...detail, ...shown } : detail;
}
