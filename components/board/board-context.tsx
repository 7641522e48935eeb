"use client";

import { createContext, use, useSyncExternalStore } from "react";
import type { BoardModel } from "@/lib/client/board-model";
import type { BoardStore, Outcome } from "@/lib/client/board-store";
import type { Destination } from "@/lib/client/intention";
import type { Override } from "@/lib/contracts/card";

/** What any part of the board screen may know and do. One stable object: reading it redraws nothing. */
export type BoardContextValue = {
  store: BoardStore;
  userId: string;
  canWrite: boolean;
  canConfigure: boolean;
  openCard: (cardId: string) => void;
  closeCard: () => void;
  moveCard: (cardId: string, to: Destination) => void;
  archiveCard: (cardId: string) => void;
  /**
   * Tries something that limits may refuse. Asks for a reason where this person may give one and tries again;
   * any other refusal is told in words, unless the place where it was tried tells it itself.
   */
  attempt: (
    what: string,
    tryOnce: (override?: Override) => Promise<Outcome>,
    isToldInPlace?: boolean,
  ) => Promise<Outcome>;
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
