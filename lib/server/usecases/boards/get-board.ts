import "server-only";
import type { BoardFacts, BoardSnapshot } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { requireBoard } from "../../access/require-permission";
import {
  type BoardStructure,
  findBoardSnapshot,
  findBoardStructure,
  type SnapshotText,
} from "../../store/board/boards";
import { beginKeepingSnapshots } from "../../store/board/kept-snapshots";

/** Has boards that are opened kept for a moment from now on: many people open the same one at once. */
export function keepOpenedBoards(): void {
  beginKeepingSnapshots();
}

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

/** The board without its cards, with the true occupancy of every column and limit. */
export async function getBoardStructure(userId: string, boardId: string): Promise<BoardStructure> {
  await requireBoard(userId, boardId, "board:read");
  return requireStructure(boardId);
}

async function requireStructure(boardId: string): Promise<BoardStructure> {
  const structure = await findBoardStructure(boardId);
  if (!structure) throw new DomainError("not-found");
  return structure;
}

/** A board's settings, and what this person is on it. */
export async function getBoardFacts(userId: string, boardId: string): Promise<BoardFacts> {
  const { role } = await requireBoard(userId, boardId, "board:read");
  const { board } = await requireStructure(boardId);
  return { ...board, role };
}
