"use client";

import { type RefObject, useEffect } from "react";

type ShortcutOptions = {
  root: RefObject<HTMLElement | null>;
  isDragging: boolean;
  onHelp: () => void;
  onUndo: () => void;
  onClearSelection: () => void;
};

/** Keys of the board: arrows from card to card, letters for actions. Silent in fields, menus and dialogs. */
export function useBoardShortcuts(options: ShortcutOptions): void {
  const { root, isDragging, onHelp, onUndo, onClearSelection } = options;
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const board = root.current;
      if (!board || isDragging || event.defaultPrevented || !isFree(event)) return;
      if (isUndo(event)) {
        event.preventDefault();
        onUndo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") onClearSelection();
      const hasActed = act(event.key, board, onHelp);
      if (hasActed) event.preventDefault();
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [root, isDragging, onHelp, onUndo, onClearSelection]);
}

function isFree(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return !target?.closest(
    "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]",
  );
}

function isUndo(event: KeyboardEvent): boolean {
  const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return isChord && event.key.toLowerCase() === "z";
}

function act(key: string, board: HTMLElement, onHelp: () => void): boolean {
  const card = document.activeElement?.closest<HTMLElement>("[data-card-id]") ?? null;
  const column =
    card?.closest<HTMLElement>("[data-column-id]") ?? board.querySelector<HTMLElement>("[data-column-id]");
  switch (key) {
    case "?":
      onHelp();
      return true;
    case "/":
      return focus(document.querySelector<HTMLElement>("[data-board-search]"));
    case "n":
      return press(column?.querySelector<HTMLElement>("[data-quick-add]"));
    case "m":
      return press(card?.querySelector<HTMLElement>("[data-card-menu]"));
    case "ArrowUp":
    case "ArrowDown":
    case "ArrowLeft":
    case "ArrowRight":
      return focus(card ? neighbourOf(card, key) : firstCardOf(column));
    default:
      return false;
  }
}

/**
 * In the same column the card above or below, in the same lane first; in the next column of the lane that has cards,
 * the one nearest in height.
 */
function neighbourOf(card: HTMLElement, key: string): HTMLElement | null {
  const column = card.closest<HTMLElement>("[data-column-id]");
  if (!column) return null;
  const cards = cardsOf(column);
  if (key === "ArrowUp") return cards[cards.indexOf(card) - 1] ?? cardsBeyond(column, "up").at(-1) ?? null;
  if (key === "ArrowDown") return cards[cards.indexOf(card) + 1] ?? cardsBeyond(column, "down")[0] ?? null;
  const row = column.closest("[data-lane-row], [data-board]");
  const columns = [...(row?.querySelectorAll<HTMLElement>("[data-column-id]") ?? [])];
  const next = nextWithCards(columns, column, key === "ArrowLeft" ? -1 : 1);
  const top = card.getBoundingClientRect().top;
  const distance = (other: HTMLElement) => Math.abs(other.getBoundingClientRect().top - top);
  return next ? (cardsOf(next).sort((a, b) => distance(a) - distance(b))[0] ?? null) : null;
}

/** Cards of the same column in the next lane that has any there. */
function cardsBeyond(column: HTMLElement, direction: "up" | "down"): HTMLElement[] {
  const cells = [
    ...(column
      .closest("[data-board]")
      ?.querySelectorAll<HTMLElement>(`[data-column-id="${column.dataset.columnId}"]`) ?? []),
  ];
  const next = nextWithCards(cells, column, direction === "up" ? -1 : 1);
  return next ? cardsOf(next) : [];
}

function nextWithCards(
  columns: readonly HTMLElement[],
  from: HTMLElement,
  step: 1 | -1,
): HTMLElement | undefined {
  const at = columns.indexOf(from);
  const others = step < 0 ? columns.slice(0, at).reverse() : columns.slice(at + 1);
  return others.find((other) => cardsOf(other).length > 0);
}

function firstCardOf(column: HTMLElement | null): HTMLElement | null {
  return column ? (cardsOf(column)[0] ?? null) : null;
}

/** From top to bottom; the page holds them in the order of their index. */
function cardsOf(column: HTMLElement): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>("[data-card-id]")];
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return element !== null;
}

function press(element: HTMLElement | null | undefined): boolean {
  element?.click();
  return Boolean(element);
}
