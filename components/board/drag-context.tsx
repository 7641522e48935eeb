"use client";

import { createContext, use } from "react";
import type { Admission } from "@/lib/client/admission";
import type { DragTarget, Slot } from "@/lib/client/drag-target";
import type { CardView } from "@/lib/contracts/card";

/** A card in the hand, and where it would go. */
export type Drag = {
  card: CardView;
  input: "pointer" | "keyboard";
  /** Height of the card as it lay in its column, pixels. */
  height: number;
  /** What every column would say, by column id. */
  admissions: ReadonlyMap<string, Admission>;
  target: DragTarget | null;
};

/** How a column tells where its cards lie; asked while a card is held over it. */
export type ColumnLayout = {
  /** The element in which the cards scroll. */
  list: HTMLElement;
  /** Cards as they are shown, filtered. */
  cards: readonly CardView[];
  slots: () => readonly Slot[];
  scrollTo: (index: number) => void;
};

export type DragRegistry = {
  /** Returns how to take the layout away again. */
  register: (columnId: string, layout: ColumnLayout) => () => void;
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
