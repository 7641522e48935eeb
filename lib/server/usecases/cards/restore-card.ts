import "server-only";
import type { CardView, Override } from "@/lib/contracts/card";
import { restoreCard as restoreStoredCard } from "../../store/board/cards";

/** Brings an archived card back into the column that it left, or another, under its limits. */
export async function restoreCard(
  userId: string,
  cardId: string,
  request: { columnId?: string; override?: Override },
): Promise<CardView> {
  const { card } = await restoreStoredCard(userId, cardId, request);
  return card;
}
