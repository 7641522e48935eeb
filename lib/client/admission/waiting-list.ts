import type { WaitingView } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { BoardModel } from "../board/model";
import { judge } from "./admission";

/** A card in line for a column. `place` counts from 1; `isReady`: it is the one that may be pulled now. */
export type WaitingListEntry = {
  card: CardView;
  columnId: string;
  laneId: string | null;
  since: string;
  place: number;
  isReady: boolean;
};

const lines = new WeakMap<BoardModel, ReadonlyMap<string, readonly WaitingListEntry[]>>();

/**
 * Who waits for which column, by column id, in the order of the line. Entries whose card has come in already or has left
 * the board are left out.
 *
 * One card of a line may be pulled at a time: the first that fits, by the same judgement as any move. One that does not
 * fit yet, say for the limit of its assignee, keeps its place before. Made once per model.
 */
export function waitingListsOf(model: BoardModel): ReadonlyMap<string, readonly WaitingListEntry[]> {
  const known = lines.get(model);
  if (known) return known;
  const made = new Map<string, WaitingListEntry[]>();
  for (const waiting of model.waiting) {
    const card = model.cards.get(waiting.cardId);
    if (!card || card.columnId === waiting.columnId) continue;
    const line = made.get(waiting.columnId) ?? [];
    const isReady = !line.some((before) => before.isReady) && wouldEnter(model, card, waiting);
    line.push({ ...waiting, card, place: line.length + 1, isReady });
    made.set(waiting.columnId, line);
  }
  lines.set(model, made);
  return made;
}

const nobody: readonly WaitingListEntry[] = [];

/** The line of one column; empty where nobody waits. */
export function lineOf(model: BoardModel, columnId: string): readonly WaitingListEntry[] {
  return waitingListsOf(model).get(columnId) ?? nobody;
}

/** Where a card stands in line; null when it waits for nothing. */
export function findWaitingPlace(model: BoardModel, cardId: string): WaitingListEntry | null {
  const waiting = model.waiting.find((entry) => entry.cardId === cardId);
  if (!waiting) return null;
  return lineOf(model, waiting.columnId).find(({ card }) => card.id === cardId) ?? null;
}

/** `Next in line for Review`, `Number 2 in line for Review`, `May enter Review now`; empty when the card waits for nothing. */
export function sayWaitingPlace(model: BoardModel, cardId: string): string {
  const entry = findWaitingPlace(model, cardId);
  if (!entry) return "";
  const column = model.columns.find(({ id }) => id === entry.columnId)?.name ?? "another column";
  if (entry.isReady) return `May enter ${column} now`;
  return entry.place === 1 ? `Next in line for ${column}` : `Number ${entry.place} in line for ${column}`;
}

function wouldEnter(model: BoardModel, card: CardView, { columnId, laneId }: WaitingView): boolean {
  return judge(model, card, { columnId, ...(laneId !== null && { laneId }) }).verdict === "accepted";
}
