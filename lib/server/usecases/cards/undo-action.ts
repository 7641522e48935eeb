import "server-only";
import type { UndoAnswer, UndoRequest } from "@/lib/contracts/card";
import { undo } from "../../store/board/cards";

/**
 * Takes back this person's last action on a card of the board, or the one named by its version. What takes it back is
 * an ordinary change and falls under the limits like any other.
 */
export function undoAction(userId: string, boardId: string, request: UndoRequest): Promise<UndoAnswer> {
  return undo(userId, boardId, request);
}
