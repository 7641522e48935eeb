"use client";

import { createContext, use } from "react";
import type { Admission } from "@/lib/client/admission";
import { type Cell, cellKey, isSameCell } from "@/lib/client/board-cells";
import type { DragTarget, Slot } from "@/lib/client/drag-target";
import type { CardView } from "@/lib/contracts/card";

/** A card in the hand, and where it would go. */
export type Drag = {
  card: CardView;
  /** Where the card lay when it was picked up. */
  home: Cell;
  input: "pointer" | "keyboard";
  /** Height of the card as it lay in its column, pixels. */
  height: number;
  /** What every cell of the board would say, by cell. */
  admissions: ReadonlyMap<string, Admission>;
  target: DragTarget | null;
};

/** The drag, for a cell that the held card comes from or is over; the others need not be drawn anew. */
export function dragAt(drag: Drag | null, cell: Cell): Drag | null {
  return drag && (isSameCell(drag.home, cell) || isSameCell(drag.target, cell)) ? drag : null;
}

/** What a cell would say to the held card; null for the cell that it comes from. */
export function admissionAt(drag: Drag | null, cell: Cell): Admission | null {
  if (!drag || isSameCell(drag.home, cell)) return null;
  return drag.admissions.get(cellKey(cell)) ?? null;
}

/** How a cell tells where its cards lie; asked while a card is held over it. */
export type CellLayout = {
  cell: Cell;
  /** The element in which the cards scroll. */
  list: HTMLElement;
  /** Cards as they are shown, filtered. */
  cards: readonly CardView[];
  slots: () => readonly Slot[];
  scrollTo: (index: number) => void;
};

export type DragRegistry = {
  /** Returns how to take the layout away again. */
  register: (layout: CellLayout) => () => void;
};

const RegistryContext = createContext<DragRegistry | null>(null);
export const DragRegistryProvider = RegistryContext.Provider;

export function useDragRegistry(): DragRegistry {
  const registry = use(RegistryContext);
  if (!registry) throw new Error("useDragRegistry is used outside of a board.");
  return registry;
}

/** Pixels between two cards of a column, and around them. */
export const cardGap = 8;
