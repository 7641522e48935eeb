import "server-only";
import type { LabelUse } from "@/lib/contracts/board";
import { requireBoard } from "../../access/require-permission";
import { listLabelUse } from "../../store/board/labels";

/** A board's labels by name, with how many cards carry each. */
export async function listLabels(userId: string, boardId: string): Promise<LabelUse[]> {
  await requireBoard(userId, boardId, "board:read");
  return listLabelUse(boardId);
}
