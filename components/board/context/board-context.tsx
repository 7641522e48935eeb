"use client";

import { createContext, use, useSyncExternalStore } from "react";
import type { BoardModel } from "@/lib/client/board/model";
import type { BoardCommands } from "@/lib/client/commands/board-commands";
import type { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardStore } from "@/lib/client/store/board-store";
import type { CardView } from "@/lib/contracts/card";
import type { CardFocus } from "../layout/card-focus";

/** What any part of the board screen may know and do. One stable object: reading it redraws nothing. */
export type BoardContextValue = BoardCommands & {
  store: BoardStore;
  selection: CardSelection;
  /** Which card has the focus, and the way to give it to another one. */
  focus: CardFocus;
  userId: string;
  canWrite: boolean;
  canConfigure: boolean;
  openCard: (cardId: string) => void;
  closeCard: () => void;
  /** Chooses everything from the card chosen last up to this one. */
  selectUpTo: (card: CardView) => void;
  /** Shows a card that this person has just made, whatever the filter hides; says so where it would have been hidden. */
  keepInSight: (card: CardView) => void;
  /** Asks to which other board the card should go. */
  askTransfer: (card: CardView) => void;
  /** Says something to people who do not see the screen. */
  announce: (text: string) => void;
};

const BoardContext = createContext<BoardContextValue | null>(null);
export const BoardProvider = BoardContext.Provider;

export function useBoard(): BoardContextValue {
  const value = use(BoardContext);
  if (!value) throw new Error("useBoard is used outside of a board.");
  return value;
}

/** A part of the board as it is shown. `select` must return the same value for the same board. */
export function useShown<T>(select: (model: BoardModel) => T): T {
  const { store } = useBoard();
  const get = () => select(store.getShown());
  return useSyncExternalStore(store.subscribe, get, get);
}
