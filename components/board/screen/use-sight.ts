"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { cardsInCell, laneOf } from "@/lib/client/board/cells";
import { type BoardFilter, filterCards, matchesFilter, type ShownFilter } from "@/lib/client/board/filter";
import { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardStore } from "@/lib/client/store/board-store";
import type { CardView } from "@/lib/contracts/card";

/** What the filter lets be seen, and which of that is chosen. `boardKey`: the letters before a card's number. */
export function useSight(boardKey: string, store: BoardStore, wanted: BoardFilter) {
  const selection = useSelection(wanted);
  const { filter, keep } = useKeptCards(wanted);
  const filterNow = useRef(filter);
  filterNow.current = filter;

  /** Chooses everything in its cell from the card chosen last up to this one. */
  const selectUpTo = useCallback(
    (card: CardView) => {
      const model = store.getShown();
      const cell = cardsInCell(model, { columnId: card.columnId ?? "", laneId: laneOf(model, card) });
      selection.extendTo(card.id, filterCards(cell, filterNow.current, boardKey));
    },
    [boardKey, selection, store],
  );
  /** Shows a card that was just made, whatever the filter hides; says so where it would have been hidden. */
  const keepInSight = useCallback(
    (card: CardView) => {
      if (matchesFilter(card, filterNow.current, boardKey)) return;
      keep(card.id);
      const what = `${boardKey}-${card.number} does not match the filter`;
      toast.info(what, { description: "It stays in sight until the filter changes." });
    },
    [boardKey, keep],
  );
  return { filter, selection, selectUpTo, keepInSight };
}

/** Another filter shows other cards, and what is chosen must not be out of sight. */
function useSelection(filter: BoardFilter): CardSelection {
  const [selection] = useState(() => new CardSelection());
  const said = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the filter says something else
  useEffect(() => selection.clear(), [selection, said]);
  return selection;
}

/** The filter, with the cards that were made under it. Another filter lets go of them. */
function useKeptCards(filter: BoardFilter) {
  const said = JSON.stringify(filter);
  const [made, setMade] = useState({ said, kept: new Set<string>() });
  const keep = useCallback(
    (cardId: string) => setMade((before) => ({ ...before, kept: new Set(before.kept).add(cardId) })),
    [],
  );
  if (made.said !== said) setMade({ said, kept: new Set() });
  const shown = useMemo<ShownFilter>(() => ({ ...filter, kept: made.kept }), [filter, made.kept]);
  return { filter: shown, keep };
}
