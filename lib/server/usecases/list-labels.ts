import "server-only";
import type { LabelView } from "@/lib/contracts/board";
import { requireBoard } from "../access";
import { listLabels as listStoredLabels } from "../store/labels";

/** A board's labels by name. */
export async function listLabels(userId: string, boardId: string): Promise<LabelView[]> {
  await requireBoard(userId, boardId, "board:read");
  return listStoredLabels(boardId);
}
