import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { TransferCardAnswer, TransferCardRequest } from "@/lib/contracts/card";
import { transferCard as transferStoredCard } from "../../store/board/cards";

/**
 * Takes a card to another board, under the limits there. It begins there anew, with its content and its labels by
 * name; its history stays on the board that it leaves.
 */
export async function transferCard(
  userId: string,
  cardId: string,
  request: TransferCardRequest,
): Promise<TransferCardAnswer> {
  const { card, boardId, boardVersion } = await transferStoredCard(userId, cardId, uuidv7(), request);
  return { card, boardId, boardVersion };
}
