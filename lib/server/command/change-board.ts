import "server-only";
import type { ActivityType } from "@/lib/contracts/activity";
import type { Action } from "@/lib/domain/permission";
import { requireBoard } from "../access/require-permission";
import { inTransaction } from "../db/transaction";
import { recordActivity } from "../store/board/activity";
import { lockBoard } from "../store/board/boards";
import { serveWaitingList } from "../store/board/waiting-list";

/** Records a change in the board's activity log, under the board's next version. */
export type RecordChange = (
  type: ActivityType,
  detail: Record<string, unknown>,
  cardId?: string,
) => Promise<void>;

/**
 * Changes a board's structure, all of it or nothing: takes the board's lock, checks access under it, does `work` and
 * records its activity, and lets cards of the waiting list in where the change made room.
 */
export function changeBoard<T>(
  userId: string,
  boardId: string,
  action: Action,
  work: (record: RecordChange) => Promise<T>,
): Promise<T> {
  return inTransaction(async () => {
    await lockBoard(boardId);
    await requireBoard(userId, boardId, action);
    const result = await work(async (type, detail, cardId) => {
      await recordActivity(boardId, type, userId, detail, cardId);
    });
    await serveWaitingList(boardId);
    return result;
  });
}
