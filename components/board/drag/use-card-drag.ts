"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { CardDrag, type DragBoard } from "./card-drag";

type CardDragOptions = DragBoard & { subscribe: (listener: () => void) => () => void };

/** The drag over one board for as long as its screen stands: what is held, and the gestures that move it. */
export function useCardDrag(board: CardDragOptions) {
  const latest = useRef(board);
  latest.current = board;
  const [cardDrag] = useState(
    () =>
      new CardDrag({
        ...board,
        onLost: (words) => latest.current.onLost(words),
        onDrop: (cardIds, to) => latest.current.onDrop(cardIds, to),
      }),
  );
  const { subscribe } = board;
  useEffect(() => subscribe(cardDrag.follow), [subscribe, cardDrag]);
  const drag = useSyncExternalStore(cardDrag.subscribe, cardDrag.get, () => null);
  return { drag, gestures: cardDrag.gestures };
}
