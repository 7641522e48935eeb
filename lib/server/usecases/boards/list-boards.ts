import "server-only";
import type { BoardSummary } from "@/lib/contracts/board";
import { listBoards as listStoredBoards } from "../../store/board/boards";

/** Boards of all of a person's teams, by name: those in use, or those that are archived. */
export function listBoards(userId: string, { archived = false } = {}): Promise<BoardSummary[]> {
  return listStoredBoards(userId, archived);
}
