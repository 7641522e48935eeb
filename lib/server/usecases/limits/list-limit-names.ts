import "server-only";
import { requireBoard } from "../../access/require-permission";
import { listLimitNames as listStoredNames, type StoredLimitNames } from "../../store/board/limit-scope";

/** Names for what the board's limits cover and who changed them, of what is archived and who has left too. */
export async function listLimitNames(userId: string, boardId: string): Promise<StoredLimitNames> {
  await requireBoard(userId, boardId, "board:read");
  return listStoredNames(boardId);
}
