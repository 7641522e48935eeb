import "server-only";
import type { CardDetail } from "@/lib/contracts/card";
import { missingCard } from "../../store/board/card-transfers";
import { findCardDetail } from "../../store/board/cards";

/** A card with everything on its own page, archived or not. Throws `card-transferred` for one that went to another board. */
export async function getCard(userId: string, cardId: string): Promise<CardDetail> {
  const card = await findCardDetail(userId, cardId);
  if (!card) throw await missingCard(userId, cardId);
  return card;
}
