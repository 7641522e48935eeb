import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { requireBoard } from "../access";
import { findBoardVersion } from "../store/board-events";

/** The version of a board that this person may follow. */
export async function getBoardVersion(userId: string, boardId: string): Promise<number> {
  await requireBoard(userId, boardId, "board:read");
  const version = await findBoardVersion(boardId);
  if (version === null) throw new DomainError("not-found");
  return version;
}

/** Whether this person may still read the board. */
export async function mayReadBoard(userId: string, boardId: string): Promise<boolean> {
  try {
    await requireBoard(userId, boardId, "board:read");
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
