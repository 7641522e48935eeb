import "server-only";
import { requireBoard } from "../access";
import { updateBoard } from "../store/boards";
import { readPresent } from "../store/clock";
import { changeBoard } from "./change-board";
import { recordSecurityEvent } from "./record-security-event";

/** Puts a board away for everybody; nothing of it is lost, and it can be brought back. */
export function archiveBoard(userId: string, boardId: string): Promise<void> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const { teamId } = await requireBoard(userId, boardId, "board:configure");
    await record("board.updated", { archived: true });
    await updateBoard(boardId, { archivedAt: await readPresent() });
    await recordSecurityEvent({ event: "board-archived", actorId: userId, teamId, details: { boardId } });
  });
}
