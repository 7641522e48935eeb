import "server-only";
import { deleteCard as deleteStoredCard } from "../../store/board/cards";

/** Removes a card from boards and reports; its history before stays. */
export async function deleteCard(userId: string, cardId: string): Promise<void> {
  await deleteStoredCard(userId, cardId);
}
