"use client";

import { useMemo, useState } from "react";
import type { Refusal } from "@/lib/client/admission/refusal";
import { type BoardModel, toBoardModel } from "@/lib/client/board/model";
import { useAnswer } from "@/lib/client/query/use-answer";
import { boards, snapshotOf, transferCard } from "@/lib/client/store/board-api";
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

/** What was asked of the server for a choice: null while it is under way. */
type Asked<T> = T | "failed" | null;

/** Boards that a card may go to. */
export function useOtherBoards(): Asked<readonly BoardSummary[]> {
  const here = useShown((model) => model.facts.id);
  const { answer, error } = useAnswer(boards);
  if (error) return "failed";
  return answer?.filter(({ id, role }) => id !== here && can(role, "card:write")) ?? null;
}

/** Another board as it is now. */
export function useBoardModel(boardId: string | null): Asked<BoardModel> {
  const { answer, error } = useAnswer(boardId === null ? null : snapshotOf(boardId));
  const model = useMemo(() => answer && toBoardModel(answer), [answer]);
  return error ? "failed" : model;
}
