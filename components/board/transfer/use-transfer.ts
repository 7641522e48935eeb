"use client";

import { useEffect, useState } from "react";
import type { Refusal } from "@/lib/client/admission/refusal";
import { type BoardModel, toBoardModel } from "@/lib/client/board/model";
import { boardApi, listBoards, transferCard } from "@/lib/client/store/board-api";
import type { BoardSummary } from "@/lib/contracts/board";
import type { CardView, Override } from "@/lib/contracts/card";
import { can } from "@/lib/domain/permission";
import { useBoard, useShown } from "../context/board-context";

export type Place = { columnId: string; laneId: string | null };

/** Sends the card; `onDone` hears where it is now. What was refused stays until the person chooses anew. */
export function useTransfer(card: CardView, onDone: (target: BoardModel, reference: string) => void) {
  const { store } = useBoard();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (target: BoardModel, place: Place, override?: Override) => {
    setBusy(true);
    let number = 0;
    const work = async () => {
      const answer = await transferCard(card.id, { boardId: target.facts.id, ...place, override });
      number = answer.card.number;
    };
    const outcome = await store.change(work, target);
    setBusy(false);
    if (outcome.ok) onDone(target, `${target.facts.key}-${number}`);
    else setRefusal(outcome.refusal);
  };
  return { send, isBusy, refusal, forget: () => setRefusal(null) };
}

/** What is read from the server for a choice: null while it is under way. */
type Read<T> = T | "failed" | null;

/** Boards that a card may go to. */
export function useOtherBoards(): Read<readonly BoardSummary[]> {
  const here = useShown((model) => model.facts.id);
  const boards = useRead("boards", listBoards);
  return typeof boards === "string"
    ? boards
    : (boards?.filter(({ id, role }) => id !== here && can(role, "card:write")) ?? null);
}

/** Another board as it is now. */
export function useBoardModel(boardId: string | null): Read<BoardModel> {
  return useRead(boardId, async () => toBoardModel(await boardApi.getBoard(boardId ?? "")));
}

/** Reads once for every `key`; nothing for none. */
function useRead<T>(key: string | null, read: () => Promise<T>): Read<T> {
  const [result, setResult] = useState<{ key: string; value: T | "failed" } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is read
  useEffect(() => {
    if (key === null) return;
    let isStale = false;
    read()
      .catch(() => "failed" as const)
      .then((value) => !isStale && setResult({ key, value }));
    return () => {
      isStale = true;
    };
  }, [key]);
  return result?.key === key ? result.value : null;
}
