"use client";

import { type RefObject, useEffect, useRef } from "react";
import { findOpenLayer } from "@/components/ui/open-layer";
import { type Cell, rowsOf } from "@/lib/client/board/cells";
import type { BoardModel } from "@/lib/client/board/model";
import type { BoardLayouts, CellLayout } from "../layout/board-layouts";
import type { CardFocus } from "../layout/card-focus";

type ShortcutOptions = {
  root: RefObject<HTMLElement | null>;
  getShown: () => BoardModel;
  layouts: BoardLayouts;
  focus: CardFocus;
  isDragging: boolean;
  onHelp: () => void;
  onUndo: () => void;
  onClearSelection: () => void;
};

/** Keys of the board: arrows from card to card, letters for actions. Silent in fields, and behind anything that is open. */
export function useBoardShortcuts(options: ShortcutOptions): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const { isDragging, onUndo, onClearSelection } = latest.current;
      if (isDragging || event.defaultPrevented || !isFree(event)) return;
      if (isUndo(event)) {
        event.preventDefault();
        onUndo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") onClearSelection();
      const hasActed = act(event.key, latest.current);
      if (hasActed) event.preventDefault();
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, []);
}

function isFree(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const isTyped = target?.closest("input, textarea, select, [contenteditable=true]");
  return !isTyped && !findOpenLayer();
}

function isUndo(event: KeyboardEvent): boolean {
  const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return isChord && event.key.toLowerCase() === "z";
}

function act(key: string, { root, getShown, layouts, focus, onHelp }: ShortcutOptions): boolean {
  const board = root.current;
  const tile = document.activeElement?.closest<HTMLElement>("[data-card-id]") ?? null;
  const column = tile?.closest("[data-column-id]") ?? board?.querySelector("[data-column-id]");
  switch (key) {
    case "?":
      onHelp();
      return true;
    case "/":
      return focusOn(document.querySelector<HTMLElement>("[data-board-search]"));
    case "n":
      return press(column?.querySelector<HTMLElement>("[data-quick-add]"));
    case "m":
      return press(tile?.querySelector<HTMLElement>("[data-card-menu]"));
    case "b":
      return focusOn(document.querySelector<HTMLElement>("[data-selection-bar] button"));
    case "ArrowUp":
    case "ArrowDown":
    case "ArrowLeft":
    case "ArrowRight": {
      const next = neighbourOf(getShown(), layouts, tile?.dataset.cardId ?? null, key);
      return next !== null && focus.goTo(next);
    }
    default:
      return false;
  }
}

/**
 * In the same column the card above or below, in the same lane first; in the next column of the lane that has cards,
 * the one nearest in height. Without a card, the first of the board.
 */
function neighbourOf(
  model: BoardModel,
  layouts: BoardLayouts,
  cardId: string | null,
  key: string,
): string | null {
  const columnIds = model.columns.map(({ id }) => id);
  const laneIds = rowsOf(model);
  const here = cardId ? layouts.ofCard(cardId) : undefined;
  if (!here) {
    const cells = laneIds.flatMap((laneId) => columnIds.map((columnId) => ({ columnId, laneId })));
    return firstWithCards(layouts, cells)?.cards[0]?.id ?? null;
  }
  const { columnId, laneId } = here.cell;
  const index = here.cards.findIndex(({ id }) => id === cardId);
  if (key === "ArrowUp" || key === "ArrowDown") {
    const step = key === "ArrowUp" ? -1 : 1;
    const beside = here.cards[index + step];
    if (beside) return beside.id;
    const cells = beyond(laneIds, laneId, step).map((other) => ({ columnId, laneId: other }));
    return firstWithCards(layouts, cells)?.cards.at(step < 0 ? -1 : 0)?.id ?? null;
  }
  const cells = beyond(columnIds, columnId, key === "ArrowLeft" ? -1 : 1).map((other) => ({
    columnId: other,
    laneId,
  }));
  const next = firstWithCards(layouts, cells);
  return next ? nearestInHeight(next, topOf(here, index)) : null;
}

function beyond<T>(row: readonly T[], from: T, step: 1 | -1): T[] {
  const at = row.indexOf(from);
  return step < 0 ? row.slice(0, at).reverse() : row.slice(at + 1);
}

function firstWithCards(layouts: BoardLayouts, cells: readonly Cell[]): CellLayout | undefined {
  return cells
    .map((cell) => layouts.get(cell))
    .find((layout) => layout && !layout.isFolded && layout.cards.length > 0);
}

function nearestInHeight(layout: CellLayout, top: number): string | null {
  const distances = layout.cards.map((_, index) => Math.abs(topOf(layout, index) - top));
  return layout.cards[distances.indexOf(Math.min(...distances))]?.id ?? null;
}

/** Where the card of a list begins on the screen, pixels. */
function topOf({ list, slots }: CellLayout, index: number): number {
  return list.getBoundingClientRect().top - list.scrollTop + (slots()[index]?.start ?? 0);
}

function focusOn(element: HTMLElement | null): boolean {
  element?.focus();
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return element !== null;
}

function press(element: HTMLElement | null | undefined): boolean {
  element?.click();
  return Boolean(element);
}
