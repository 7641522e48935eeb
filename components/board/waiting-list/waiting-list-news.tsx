"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import type { ActivityType } from "@/lib/contracts/activity";
import { useBoard } from "../context/board-context";
import { goalOf } from "./column-waiting-list";

const shownForMs = 15_000;

/** What makes the offer to pull a card void. */
const endings: ReadonlySet<ActivityType> = new Set([
  "card.moved",
  "card.archived",
  "card.deleted",
  "card.transferred",
  "waiting.removed",
]);

const noticeOf = (cardId: string) => `ready-${cardId}`;

/** Tells once, when a slot frees, whose turn it is. Draws nothing itself. */
export function WaitingListNews() {
  const { store, announce, canWrite, moveCard } = useBoard();
  useEffect(
    () =>
      store.hear(({ type, cardId, detail }) => {
        if (!cardId) return;
        if (endings.has(type)) toast.dismiss(noticeOf(cardId));
        if (type !== "waiting.ready") return;
        const model = store.getShown();
        const card = model.cards.get(cardId);
        const column = model.columns.find(({ id }) => id === detail.columnId);
        if (!card || !column || card.columnId === column.id) return;
        const laneId = model.waiting.find((entry) => entry.cardId === cardId)?.laneId ?? null;
        const name = `${model.facts.key}-${card.number}`;
        const pull = () => moveCard(cardId, goalOf({ columnId: column.id, laneId }));
        toast(`A slot is free in ${column.name}`, {
          id: noticeOf(cardId),
          duration: shownForMs,
          description: `${name} “${card.title}” is next.`,
          ...(canWrite && { action: { label: `Pull ${name}`, onClick: pull } }),
        });
        announce(`A slot is free in ${column.name}. ${name} ${card.title} is next.`);
      }),
    [store, announce, canWrite, moveCard],
  );
  return null;
}
