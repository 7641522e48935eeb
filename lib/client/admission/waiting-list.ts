import type { WaitingView } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { BoardModel } from "../board/model";
import { judge } from "./admission";

/** A card that waits for a column. `place` counts from 1; `isReady`: it is the one that may be pulled now. */
export type WaitingListEntry = {
  card: CardView;
  columnId: string;
  laneId: string | null;
  since: string;
  place: number;
  isReady: boolean;
};

const waitingLists = new WeakMap<BoardModel, ReadonlyMap<string, readonly WaitingListEntry[]>>();

/**
 * Who waits for which column, by column id, in the order of the waiting list. A card that has come in already or
 * has left the board is left out.
 *
 * One card of a list may be pulled at a time: the first that fits, by the same judgement as any move. One that does not
 * fit yet, say for the limit of its assignee, keeps its place before. Made once per model.
 */
function waitingListsOf(model: BoardModel): ReadonlyMap<string, readonly WaitingListEntry[]> {
  const known = waitingLists.get(model);
  if (known) return known;
  const made = new Map<string, WaitingListEntry[]>();
  for (const waiting of model.waiting) {
    const card = model.cards.get(waiting.cardId);
    if (!card || card.columnId === waiting.columnId) continue;
    const list = made.get(waiting.columnId) ?? [];
    const isReady = !list.some((before) => before.isReady) && wouldEnter(model, card, waiting);
    list.push({ ...waiting, card, place: list.length + 1, isReady });
    made.set(waiting.columnId, list);
  }
  waitingLists.set(model, made);
  return made;
}

const none: readonly WaitingListEntry[] = [];

/** The waiting list of one column; empty where no card waits. */
export function waitingListOf(model: BoardModel, columnId: string): readonly WaitingListEntry[] {
  return waitingListsOf(model).get(columnId) ?? none;
}

/** The entry of a card; null when it waits for nothing. */
export function findWaitingEntry(model: BoardModel, cardId: string): WaitingListEntry | null {
  const waiting = model.waiting.find((entry) => entry.cardId === cardId);
  if (!waiting) return null;
  return waitingListOf(model, waiting.columnId).find(({ card }) => card.id === cardId) ?? null;
}

/** `Waits for Review, next`, `Waits for Review, number 2`, `May enter Review now`; empty when the card waits for nothing. */
export function sayWaitingPlace(model: BoardModel, cardId: string): string {
  const entry = findWaitingEntry(model, cardId);
  if (!entry) return "";
  const column = model.columns.find(({ id }) => id === entry.columnId)?.name ?? "another column";
  if (entry.isReady) return `May enter ${column} now`;
  return `Waits for ${column}, ${entry.place === 1 ? "next" : `number ${entry.place}`}`;
}

function wouldEnter(model: BoardModel, card: CardView, { columnId, laneId }: WaitingView): boolean {
  return judge(model, card, { columnId, ...(laneId !== null && { laneId }) }).verdict === "accepted";
}
