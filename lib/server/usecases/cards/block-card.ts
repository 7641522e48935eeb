import "server-only";
import type { BlockCardRequest, CardView } from "@/lib/contracts/card";
import { blockCard as blockStoredCard } from "../../store/board/cards";

/** Marks a card as blocked; one that is blocked already gets the new reason, and its time goes on. */
export async function blockCard(
  userId: string,
  cardId: string,
  request: BlockCardRequest,
): Promise<CardView> {
  const { card } = await blockStoredCard(userId, cardId, request);
  return card;
}
