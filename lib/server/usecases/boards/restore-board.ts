import "server-only";
import type { BoardFacts } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { requireBoard } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { recordActivity } from "../../store/board/activity";
import { findArchivedAccess, listFormerAssignees, lockBoard, updateBoard } from "../../store/board/boards";
import { serveWaitingList } from "../../store/board/waiting-list";
import { takeOffOpenCards } from "../../store/people/teams";
import { getBoardFacts } from "./get-board";

/**
 * Brings an archived board back as it was, its limits and its log too; who has left the team meanwhile is taken off open
 * cards. A board in use stays as it is. Throws `not-found` for strangers.
 */
export async function restoreBoard(userId: string, boardId: string): Promise<BoardFacts> {
  await inTransaction(async () => {
    await lockBoard(boardId);
    const board = await findArchivedAccess(userId, boardId);
    if (!board) return void (await requireBoard(userId, boardId, "board:configure"));
    if (!can(board.role, "board:configure")) throw new DomainError("forbidden");
    await updateBoard(boardId, { archivedAt: null });
    await recordActivity(boardId, "board.updated", userId, { archived: false });
    for (const personId of await listFormerAssignees(boardId)) {
      await takeOffOpenCards(boardId, personId, userId);
    }
    await serveWaitingList(boardId);
    const { teamId } = board;
    await recordSecurityEvent({ event: "board-brought-back", actorId: userId, teamId, details: { boardId } });
  });
  return getBoardFacts(userId, boardId);
}
