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
 * Says of something that was not found that its board is archived, where the person is in the team of that board, by
 * throwing `board-archived`.
 */
export async function tellArchived(userId: string, id: string): Promise<void> {
  if (await isOnArchivedBoard(userId, id)) throw new DomainError("board-archived");
}
