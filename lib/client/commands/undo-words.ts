import type { UndoAnswer } from "@/lib/contracts/card";
import type { BoardModel } from "../board/model";

/** What an undo has done, in words: `Moved PRO-12 back to Todo`. */
export function sayUndone({ undone, card }: UndoAnswer, model: BoardModel): string {
  const name = card ? `${model.facts.key}-${card.number}` : "the card";
  const column = model.columns.find(({ id }) => id === card?.columnId)?.name;
  switch (undone.type) {
    case "card.created":
      return "Took the new card away again";
    case "card.moved":
      return column ? `Moved ${name} back to ${column}` : `Moved ${name} back`;
    case "card.reordered":
      return `Put ${name} back in its place`;
    case "card.archived":
      return `Brought ${name} back from the archive`;
    case "card.restored":
      return "Archived the card again";
    case "card.blocked":
      return `Took the block of ${name} away`;
    case "card.unblocked":
      return `Blocked ${name} again`;
    default:
      return `Took back the change of ${name}`;
  }
}
