import { createContext, use } from "react";
import { type Cell, cellKey } from "@/lib/client/board/cells";
import type { Slot } from "@/lib/client/selection/drag-target";
import type { CardView } from "@/lib/contracts/card";

/** How a cell tells where its cards lie. */
export type CellLayout = {
  cell: Cell;
  /** The element in which the cards scroll. */
  list: HTMLElement;
  /** Cards as they are shown, filtered. */
  cards: readonly CardView[];
  /** Whether the row is folded, so that none of the cards is drawn. */
  isFolded: boolean;
  slots: () => readonly Slot[];
  scrollTo: (index: number) => void;
};

type Point = { x: number; y: number };

/** Where everything lies on the board, as it is drawn. */
export class BoardLayouts {
  private readonly layouts = new Map<string, CellLayout>();
  private readonly listeners = new Set<(layout: CellLayout) => void>();

  /** Returns how to take the layout away again. */
  register(layout: CellLayout): () => void {
    const key = cellKey(layout.cell);
    this.layouts.set(key, layout);
    for (const listener of this.listeners) listener(layout);
    return () => {
      if (this.layouts.get(key) === layout) this.layouts.delete(key);
    };
  }

  /** Tells of every layout that is registered, until the returned function is called. */
  hear(listener: (layout: CellLayout) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get(cell: Cell): CellLayout | undefined {
    return this.layouts.get(cellKey(cell));
  }

  /** The layout in which a card is shown; none while a filter hides it or it is off the board. */
  ofCard(cardId: string): CellLayout | undefined {
    return [...this.layouts.values()].find(({ cards }) => cards.some(({ id }) => id === cardId));
  }

  /** The cell of the column under a point that is nearest in height: between two cells there is no gap to fall into. */
  at({ x, y }: Point): CellLayout | null {
    let nearest: CellLayout | null = null;
    let minDistance = Number.POSITIVE_INFINITY;
    for (const layout of this.layouts.values()) {
      const { left, right, top, bottom } = layout.list.getBoundingClientRect();
      const distance = Math.max(top - y, y - bottom, 0);
      if (x < left || x > right || distance >= minDistance) continue;
      nearest = layout;
      minDistance = distance;
    }
    return nearest;
  }
}

const LayoutsContext = createContext<BoardLayouts | null>(null);
export const LayoutsProvider = LayoutsContext.Provider;

export function useLayouts(): BoardLayouts {
  const layouts = use(LayoutsContext);
  if (!layouts) throw new Error("useLayouts is used outside of a board.");
  return layouts;
}
