import "server-only";
import type { MoveCardAnswer, MoveCardRequest } from "@/lib/contracts/card";
import { moveCards } from "../../store/board/cards";

/** Moves one card to a column or to another place in its own. */
export async function moveCard(
  userId: string,
  cardId: string,
  request: MoveCardRequest,
): Promise<MoveCardAnswer> {
  const { cards, transitions, boardVersion } = await moveCards(userId, cardId, [cardId], request);
  const [card] = cards;
  if (!card) throw new Error("A move gave no card.");
  return { card, transition: transitions[0] ?? null, boardVersion };
}
