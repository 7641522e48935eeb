import "server-only";
import type { MoveCardsAnswer, MoveCardsRequest } from "@/lib/contracts/card";
import { moveCards as moveStoredCards } from "../../store/board/cards";

/** Moves cards to the end of a column in the order given: all of them, or none, naming the first that does not fit. */
export async function moveCards(
  userId: string,
  boardId: string,
  { cardIds, ...command }: MoveCardsRequest,
): Promise<MoveCardsAnswer> {
  const moved = await moveStoredCards(userId, boardId, [...new Set(cardIds)], command);
  return { ...moved, transitions: moved.transitions.filter((transition) => transition !== null) };
}
