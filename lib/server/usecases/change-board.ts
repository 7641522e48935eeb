import "server-only";
import type { ActivityType } from "@/lib/contracts/activity";
import type { Action } from "@/lib/domain/policy";
import { requireBoard } from "../access";
import { inTransaction } from "../db/transaction";
import { recordActivity } from "../store/activity";
import { lockBoard } from "../store/boards";

/** Keeps a change in the board's activity log, numbered. */
export type RecordChange = (type: ActivityType, detail: Record<string, unknown>) => Promise<void>;

/**
 * One change of a board's structure: lock, access as it is after the lock, work, and the activity that `work`
 * records; all or nothing.
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
    return work(async (type, detail) => {
      await recordActivity(boardId, type, userId, detail);
    });
  });
}
