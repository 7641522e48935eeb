import "server-only";
import type { ActivityView } from "@/lib/contracts/activity";
import type { RowPageQuery } from "@/lib/contracts/cursor";
import type { Page } from "@/lib/contracts/primitives";
import { requireBoard } from "../../access/require-permission";
import { listActivity as listStoredActivity } from "../../store/board/activity";
import { toPage } from "../../store/paging";

/** What happened on a board, newest first. */
export async function listActivity(
  userId: string,
  boardId: string,
  { cursor, limit }: RowPageQuery,
): Promise<Page<ActivityView>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listStoredActivity(boardId, cursor ?? null, limit + 1);
  return toPage(rows, limit, (last) => String(last.version));
}
