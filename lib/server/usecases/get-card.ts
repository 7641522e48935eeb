import "server-only";
import type { CardDetail } from "@/lib/contracts/card";
import { DomainError } from "@/lib/domain/errors";
import { findCardDetail } from "../store/cards";

/** A card with everything on its own page, archived or not. */
export async function getCard(userId: string, cardId: string): Promise<CardDetail> {
  const card = await findCardDetail(userId, cardId);
  if (!card) throw new DomainError("not-found");
  return card;
}
