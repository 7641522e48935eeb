import type { CardView } from "@/lib/contracts/card";
import { laneOf } from "../board/cells";
import { type BoardModel, cardsIn } from "../board/model";

/** Chosen cards from left to right and from top to bottom, which is the order in which they move. */
export function inBoardOrder(model: BoardModel, chosen: ReadonlySet<string>): readonly CardView[] {
  if (chosen.size === 0) return [];
  return model.columns.flatMap((column) => cardsIn(model, column.id).filter(({ id }) => chosen.has(id)));
}

/** What a hand picks up: all that are chosen where the card is one of them, else the card alone. */
export function carriedWith(
  model: BoardModel,
  card: CardView,
  chosen: ReadonlySet<string>,
): readonly CardView[] {
  return chosen.has(card.id) ? inBoardOrder(model, chosen) : [card];
}

/** Of the cards that were picked up, as they are now, those that nobody has moved or taken off the board meanwhile. */
export function stillCarried(model: BoardModel, pickedUp: readonly CardView[]): readonly CardView[] {
  return pickedUp.flatMap((before) => {
    const now = model.cards.get(before.id);
    const isThere = now?.columnId === before.columnId && laneOf(model, now) === laneOf(model, before);
    return now && isThere ? [now] : [];
  });
}
