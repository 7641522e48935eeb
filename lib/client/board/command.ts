import type { CardView } from "@/lib/contracts/card";
import type { CardPlace } from "@/lib/domain/limit";
import type { Cell } from "./cells";
import { type BoardModel, cardsIn, withCardAt, withEditedCard, withoutCard } from "./model";

/** Where a card is to go: right above one card, right below one, or to the end. */
export type Destination = {
  columnId: string;
  laneId?: string | null;
  beforeCardId?: string | null;
  afterCardId?: string | null;
};

/** Members of a card that an edit may change at once on the screen. */
export type CardChanges = Partial<
  Pick<
    CardView,
    "title" | "type" | "laneId" | "classOfService" | "assigneeIds" | "labelIds" | "dueDate" | "blocked"
  >
>;

/** Something that a person wants and the server has not yet confirmed. `id` is the screen's own. */
export type BoardCommand = { id: string } & (
  | { type: "move"; cardId: string; to: Destination }
  | { type: "move-together"; cardIds: readonly string[]; to: Destination }
  | { type: "edit"; cardId: string; changes: CardChanges }
  | { type: "create"; card: CardView }
  | { type: "remove"; cardId: string }
);

/** The board as it would be if the command came true. A command about a card that is gone changes nothing. */
export function applyCommand(model: BoardModel, command: BoardCommand): BoardModel {
  if (command.type === "create") {
    return withCardAt(model, command.card, cardsIn(model, command.card.columnId as string).length);
  }
  if (command.type === "move-together") {
    return command.cardIds.reduce((moved, cardId) => moveOne(moved, cardId, command.to), model);
  }
  const card = model.cards.get(command.cardId);
  if (!card) return model;
  switch (command.type) {
    case "move":
      return moveOne(model, card.id, command.to);
    case "edit":
      return withEditedCard(model, { ...card, ...command.changes });
    case "remove":
      return withoutCard(model, card.id);
  }
}

/** The board after one move; a card that is gone changes nothing. */
export function moveOne(model: BoardModel, cardId: string, to: Destination): BoardModel {
  const card = model.cards.get(cardId);
  if (!card) return model;
  return withCardAt(model, { ...card, ...placeAfter(card, to) }, indexFor(model, cardId, to));
}

/** The card's place once it has moved. */
export function placeAfter(card: CardView, to: Destination): Pick<CardView, "columnId" | "laneId"> {
  return { columnId: to.columnId, laneId: to.laneId === undefined ? card.laneId : to.laneId };
}

/** A card's place as the admission rule sees it; null when it is off the board. */
export function placeOf(card: CardView): CardPlace | null {
  return card.columnId === null ? null : (card as CardPlace);
}

/** The destination that puts a card at `index` among the other cards of a cell, as they are shown. */
export function destinationAt(
  { columnId, laneId }: Cell,
  shown: readonly CardView[],
  cardId: string,
  index: number,
): Destination {
  const others = shown.filter((card) => card.id !== cardId);
  const above = others[index - 1];
  if (above) return { columnId, laneId, afterCardId: above.id };
  const below = others[index];
  return below ? { columnId, laneId, beforeCardId: below.id } : { columnId, laneId };
}

/** Neighbours that are no longer in the column are ignored, as the server does. */
function indexFor(model: BoardModel, cardId: string, to: Destination): number {
  const others = cardsIn(model, to.columnId).filter((card) => card.id !== cardId);
  const before = others.findIndex((card) => card.id === to.beforeCardId);
  if (before >= 0) return before;
  const after = others.findIndex((card) => card.id === to.afterCardId);
  return after >= 0 ? after + 1 : others.length;
}
