"use client";

import { useCallback, useEffect, useState } from "react";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Refused } from "@/lib/client/http/answer-error";
import { boardApi, listArchivedCards } from "@/lib/client/store/board-api";
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
  const boardId = useShown((model) => model.facts.id);
  const key = useShown((model) => model.facts.key);
  const [reading, setReading] = useState<CardReading>({ state: "loading", card: null });
  const knownId = cardId ?? reading.card?.id ?? null;

  const read = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const id = knownId ?? (await findId(boardId, key, reference));
        const card = id ? await boardApi.getCard(id) : null;
        if (signal?.aborted) return;
        setReading(card ? { state: "ready", card } : { state: "missing", card: null });
      } catch (error) {
        if (signal?.aborted) return;
        const isMissing = error instanceof Refused && error.problem.status === 404;
        setReading({ state: isMissing ? "missing" : "failed", card: null });
      }
    },
    [boardId, key, knownId, reference],
  );

  useEffect(() => {
    const ended = new AbortController();
    void read(ended.signal);
    return () => ended.abort();
  }, [read]);

  const version = reading.card?.version ?? null;
  const isRead = reading.state === "ready";
  useEffect(() => {
    if (!isRead || !knownId) return;
    return store.subscribe(() => {
      const confirmed = store.getState().confirmed.cards.get(knownId);
      if (confirmed && version !== null && confirmed.version > version) void read();
    });
  }, [isRead, knownId, read, store, version]);

  return { reading, read };
}

async function findId(boardId: string, key: string, reference: string): Promise<string | null> {
  const number = new RegExp(`^${key}-(\\d+)$`, "i").exec(reference)?.[1];
  if (!number) return reference;
  const page = await listArchivedCards(boardId, `${key}-${number}`, null);
  return page.items.find((card) => card.number === Number(number))?.id ?? null;
}
