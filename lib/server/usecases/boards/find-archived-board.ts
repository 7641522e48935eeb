import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { findArchivedAccess, isOnArchivedBoard } from "../../store/board/boards";

/** An archived board as a member of its team finds it; null for anybody else, and for a board in use. */
export async function findArchivedBoard(
  userId: string,
  boardId: string,
): Promise<{ name: string; mayRestore: boolean } | null> {
  const board = await findArchivedAccess(userId, boardId);
  return board && { name: board.name, mayRestore: can(board.role, "board:configure") };
}

/**
 * Throws `board-archived` when something was not found because its board is archived and the person is in that board's
 * team. Otherwise does nothing.
 */
export async function tellArchived(userId: string, id: string): Promise<void> {
  if (await isOnArchivedBoard(userId, id)) throw new DomainError("board-archived");
}
