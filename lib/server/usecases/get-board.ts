import "server-only";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { findBoardSnapshot, type SnapshotText } from "../store/board-store";

/** Everything a board screen needs. */
export async function getBoard(userId: string, boardId: string): Promise<BoardSnapshot> {
  const { body } = await getBoardText(userId, boardId, null);
  if (body === null) throw new Error("A board without a known tag has a body.");
  return JSON.parse(body);
}

/**
 * The same as JSON text with its entity tag, for sending on unread; `body` is null when `knownEtag` is still right.
 */
export async function getBoardText(
  userId: string,
  boardId: string,
  knownEtag: string | null,
): Promise<SnapshotText> {
  const snapshot = await findBoardSnapshot(userId, boardId, knownEtag);
  if (!snapshot) throw new DomainError("not-found");
  return snapshot;
}
