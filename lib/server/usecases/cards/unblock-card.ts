import "server-only";
import type { CardView, Override } from "@/lib/contracts/card";
import { unblockCard as unblockStoredCard } from "../../store/board/cards";

/** Ends a block. Where blocked cards take no slot, the card comes newly under its limits. */
export async function unblockCard(
  userId: string,
  cardId: string,
  request: { override?: Override },
): Promise<CardView> {
  const { card } = await unblockStoredCard(userId, cardId, request);
  return card;
}
