import "server-only";
import type { CardView, UpdateCardRequest } from "@/lib/contracts/card";
import { editCard } from "../../store/board/cards";

/** Changes what a card says; a change of lane, class or people is judged by the limits it newly falls under. */
export async function updateCard(
  userId: string,
  cardId: string,
  request: UpdateCardRequest,
): Promise<CardView> {
  const { card } = await editCard(userId, cardId, request);
  return card;
}
