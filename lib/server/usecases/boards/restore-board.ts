import "server-only";
import type { BoardFacts } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { requireBoard } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { recordActivity } from "../../store/board/activity";
import {
  findArchivedAccess,
  isOnArchivedBoard,
  listFormerAssignees,
  lockBoard,
  updateBoard,
} from "../../store/board/boards";
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
