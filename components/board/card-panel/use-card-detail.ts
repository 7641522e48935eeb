"use client";

import { useEffect, useState } from "react";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Refused } from "@/lib/client/http/answer-error";
import { useAnswer } from "@/lib/client/query/use-answer";
import { archivedCardsOf, detailOf } from "@/lib/client/store/board-api";
import type { CardDetail } from "@/lib/contracts/card";

export type CardReading =
  | { state: "loading" | "missing" | "failed"; card: null }
  | { state: "ready"; card: CardDetail };

/**
 * Everything about one card, read when it is opened and again whenever the board shows a newer version of it.
 *
 * `reference`: `KEY-42` or an id; `cardId`: the same card where it is on the board.
 */
export function useCardDetail(reference: string, cardId: string | null) {
  const { store } = useBoard();
  const { id, error: searchError, isNowhere } = useCardId(reference, cardId);
  const { answer: card, error: readError, again } = useAnswer(id === null ? null : detailOf(id));
  const error = searchError ?? readError;
  const version = card && !error ? card.version : null;

  useEffect(() => {
    if (id === null || version === null) return;
    let asked = version;
    return store.subscribe(() => {
      const confirmed = store.getState().confirmed.cards.get(id);
      if (!confirmed || confirmed.version <= asked) return;
      asked = confirmed.version;
      void again();
    });
  }, [again, id, store, version]);

  const isMissing = isNowhere || (error instanceof Refused && error.problem.status === 404);
  const reading: CardReading = isMissing
    ? { state: "missing", card: null }
    : error
      ? { state: "failed", card: null }
      : card
        ? { state: "ready", card }
        : { state: "loading", card: null };
  return { reading, read: again };
}

/** The id behind a reference: that of a card on the board, or else of one in the archive. Once known it stays known. */
function useCardId(reference: string, cardId: string | null) {
  const boardId = useShown((model) => model.facts.id);
  const key = useShown((model) => model.facts.key);
  const [seen, setSeen] = useState(cardId);
  if (cardId !== null && cardId !== seen) setSeen(cardId);
  const number = new RegExp(`^${key}-(\\d+)$`, "i").exec(reference)?.[1];
  const known = cardId ?? seen ?? (number ? null : reference);
  const { answer, error } = useAnswer(known === null ? archivedCardsOf(boardId, `${key}-${number}`) : null);
  const found = answer?.items.find((card) => card.number === Number(number))?.id ?? null;
  return { id: known ?? found, error, isNowhere: known === null && answer !== null && found === null };
}
