import "server-only";
import type { ActivityType } from "@/lib/contracts/activity";
import type { Action } from "@/lib/domain/permission";
import { requireBoard } from "../access/require-permission";
import { inTransaction } from "../db/transaction";
import { recordActivity } from "../store/board/activity";
import { lockBoard } from "../store/board/boards";
import { serveWaitingList } from "../store/board/waiting-list";

/** Keeps a change in the board's activity log, numbered. */
export type RecordChange = (
  type: ActivityType,
  detail: Record<string, unknown>,
  cardId?: string,
) => Promise<void>;

/**
 * One change of a board's structure: lock, access as it is after the lock, work, the activity that `work` records, and
 * what it means for cards that wait in line; all or nothing.
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
