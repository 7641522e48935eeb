import "server-only";
import type { CardView } from "@/lib/contracts/card";
import { archiveCard as archiveStoredCard } from "../../store/board/cards";

/** Takes a card off the board: finished work stays finished, any other work is discarded. */
export async function archiveCard(userId: string, cardId: string): Promise<CardView> {
  const { card } = await archiveStoredCard(userId, cardId);
  return card;
}
