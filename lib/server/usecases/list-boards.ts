import "server-only";
import type { BoardSummary } from "@/lib/contracts/board";
import { listBoards as listStoredBoards } from "../store/boards";

/** Boards of all of a person's teams, by name; archived ones left out. */
export function listBoards(userId: string): Promise<BoardSummary[]> {
  return listStoredBoards(userId);
}
