import "server-only";
import { db } from "../db/transaction";

/** Whether the board has this lane. */
export async function hasLane(boardId: string, laneId: string): Promise<boolean> {
  return (await db().lane.count({ where: { id: laneId, boardId, archivedAt: null } })) > 0;
}

/** Whether this person is in the board's team. */
export async function hasMember(boardId: string, userId: string): Promise<boolean> {
  return (
    (await db().membership.count({ where: { userId, team: { boards: { some: { id: boardId } } } } })) > 0
  );
}
