import "server-only";
import { updateBoard } from "../store/boards";
import { changeBoard } from "./change-board";

/** Puts a board away for everybody; its log stays. */
export function archiveBoard(userId: string, boardId: string): Promise<void> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    await record("board.updated", { archived: true });
    await updateBoard(boardId, { archivedAt: new Date() });
  });
}
