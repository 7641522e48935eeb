"use client";

import { useCallback, useMemo } from "react";
import { useBoard } from "@/components/board/context/board-context";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { CardEdit } from "@/lib/client/store/board-store";
import type { CardDetail } from "@/lib/contracts/card";

export type CardEditing = {
  /** Saves a change that is told to the person by itself when it does not go through. */
  save: (what: string, edit: CardEdit) => Promise<Outcome>;
  /** Saves typed text: a conflict comes back to the field, which keeps what was typed. `base`: what it started from. */
  saveText: (edit: CardEdit, base: CardDetail) => Promise<Outcome>;
  /** Reads the card again, to show what somebody else made of it. */
  reread: () => Promise<void>;
};

/** How the parts of a card are saved, each on its own. */
export function useCardEditing(card: CardDetail, reread: () => Promise<void>): CardEditing {
  const { store, attempt } = useBoard();
  const save = useCallback(
    (what: string, edit: CardEdit) => attempt(what, ({ override }) => store.editCard(card, edit, override)),
    [attempt, card, store],
  );
  const saveText = useCallback(
    async (edit: CardEdit, base: CardDetail) => {
      const outcome = await store.editCard(base, edit);
      await reread();
      return outcome;
    },
    [reread, store],
  );
  return useMemo(() => ({ save, saveText, reread }), [save, saveText, reread]);
}
