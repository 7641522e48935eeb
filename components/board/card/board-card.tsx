"use client";

import { type KeyboardEvent, type MouseEvent, memo, useMemo, useSyncExternalStore } from "react";
import { CardTile } from "@/components/card/card-tile";
import { useCarried } from "@/components/drag/drag-area";
import { sayWaitingPlace } from "@/lib/client/admission/waiting-list";
import { nameOfClass } from "@/lib/client/limits/words";
import type { CardView } from "@/lib/contracts/card";
import { useIsUnsaved } from "../connection/connection-context";
import { useBoard, useShown } from "../context/board-context";
import { CardMenu } from "./card-menu";

/** What every tile of a board has in common. */
export function useTileProps() {
  const facts = useShown((model) => model.facts);
  const labels = useShown((model) => model.labels);
  const people = useShown((model) => model.people);
  return { boardKey: facts.key, timeZone: facts.timeZone, labels, people };
}

type BoardCardProps = { card: CardView; isDone: boolean; isOpen: boolean; canDrag: boolean };

/** A card on the board: can be opened, picked up, and moved by its menu. */
export const BoardCard = memo(function BoardCard({ card, isDone, isOpen, canDrag }: BoardCardProps) {
  const { openCard, selectUpTo, selection, canWrite } = useBoard();
  const isSelected = useSyncExternalStore(
    selection.subscribe,
    () => selection.get().has(card.id),
    () => false,
  );
  const waiting = useShown((model) => sayWaitingPlace(model, card.id));
  const isUnsaved = useIsUnsaved(card.id);
  const tileProps = useTileProps();
  const { setNodeRef, listeners, attributes } = useCarried(card.id, canDrag);
  const actions = useMemo(() => (card.number > 0 ? <CardMenu card={card} /> : null), [card]);
  const isSaved = card.number > 0;

  const handleClick = (event: MouseEvent<HTMLElement>) => {
    if (!isSaved || isOnControl(event.target, event.currentTarget)) return;
    if (canWrite && event.shiftKey) selectUpTo(card);
    else if (canWrite && (event.ctrlKey || event.metaKey)) selection.toggle(card.id);
    else openCard(card.id);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter" && isSaved) openCard(card.id);
    else if (event.key === "x" && isSaved && canWrite && !hasModifier(event)) selection.toggle(card.id);
    else listeners?.onKeyDown?.(event);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group that can be picked up; the menu within it is a control of its own
    <div
      ref={setNodeRef}
      {...listeners}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: opened with Enter, picked up with Space
      tabIndex={0}
      data-card-id={card.id}
      data-card-number={card.number}
      aria-label={`${tileProps.boardKey}-${card.number} ${card.title}${wordsOf(card, waiting, isSelected, isUnsaved)}`}
      aria-roledescription={canDrag ? "movable card" : "card"}
      aria-describedby={canDrag ? attributes["aria-describedby"] : undefined}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
      data-chosen={isSelected ? "" : undefined}
      className="group/card cursor-pointer data-chosen:in-data-carries-chosen:opacity-50 rounded-lg outline-none select-none [-webkit-touch-callout:none] focus-visible:ring-2 focus-visible:ring-ring"
    >
      <CardTile
        {...tileProps}
        card={card}
        isDone={isDone}
        isOpen={isOpen}
        isSelected={isSelected}
        isUnsaved={isUnsaved}
        waiting={waiting}
        actions={actions}
      />
    </div>
  );
});

function wordsOf(card: CardView, waiting: string, isSelected: boolean, isUnsaved: boolean): string {
  const words = [
    isUnsaved ? "not saved yet" : null,
    isSelected ? "selected" : null,
    card.blocked ? "blocked" : null,
    waiting,
    card.classOfService === "standard" ? null : nameOfClass(card.classOfService).toLowerCase(),
  ].filter(Boolean);
  return words.length > 0 ? `, ${words.join(", ")}` : "";
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

function isOnControl(target: EventTarget, card: HTMLElement): boolean {
  const control = target instanceof Element ? target.closest("button, a, input, [role=menuitem]") : null;
  return control !== null && card.contains(control);
}
