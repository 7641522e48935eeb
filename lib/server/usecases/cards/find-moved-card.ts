import "server-only";
import { id } from "@/lib/contracts/primitives";
import { findCardByNumber, findSuccessor, type Successor } from "../../store/board/card-transfers";

/**
 * Where a card of a board has gone, by its number or its id as an address has them; null for a card that is still there
 * or never was, and for who may not read the board on which it is now.
 */
export async function findMovedCard(
  userId: string,
  boardId: string,
  reference: string,
): Promise<Successor | null> {
  const number = /^[a-z][a-z0-9]*-(\d{1,9})$/i.exec(reference)?.[1];
  const cardId = number
    ? await findCardByNumber(boardId, Number(number))
    : (id.safeParse(reference).data ?? null);
  return cardId ? ((await findSuccessor(userId, cardId))?.movedTo ?? null) : null;
}
