import "server-only";
import type { LimitView } from "@/lib/contracts/limit";
import { requireBoard } from "../access";
import { listLimitViews } from "../store/limits";

/** A board's limits in force with their true counts. */
export async function listLimits(userId: string, boardId: string): Promise<LimitView[]> {
  await requireBoard(userId, boardId, "board:read");
  return listLimitViews(boardId);
}
