import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CardView, ImportCardsRequest } from "@/lib/contracts/card";
import { insertCards } from "../../store/board/cards";

/** Puts new cards onto a board, under its limits: all of them, or none, naming the first that does not fit. */
export async function createCards(
  userId: string,
  boardId: string,
  { items, override }: ImportCardsRequest,
): Promise<{ items: CardView[]; boardVersion: number }> {
  const numbered = items.map((item) => ({ ...item, id: uuidv7() }));
  const { cards, boardVersion } = await insertCards(userId, boardId, numbered, override);
  return { items: cards, boardVersion };
}
