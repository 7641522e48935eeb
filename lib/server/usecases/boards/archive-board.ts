import "server-only";
import { requireBoard } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { changeBoard } from "../../command/change-board";
import { updateBoard } from "../../store/board/boards";
import { readPresent } from "../../store/clock/clock";

/** Puts a board away for everybody; nothing of it is lost, and it can be brought back. */
export function archiveBoard(userId: string, boardId: string): Promise<void> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const { teamId } = await requireBoard(userId, boardId, "board:configure");
    await record("board.updated", { archived: true });
    await updateBoard(boardId, { archivedAt: await readPresent() });
    await recordSecurityEvent({ event: "board-archived", actorId: userId, teamId, details: { boardId } });
  });
}
