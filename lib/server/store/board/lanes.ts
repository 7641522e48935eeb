import "server-only";
import { db } from "../../db/transaction";

export type StoredLane = { id: string; boardId: string; name: string; position: number };

const facts = { id: true, boardId: true, name: true, position: true } as const;

/** A lane that is not archived; null for an unknown one. */
export function findLane(laneId: string): Promise<StoredLane | null> {
  return db().lane.findFirst({ where: { id: laneId, archivedAt: null }, select: facts });
}

/** A board's lanes from the top, archived ones left out. */
export function listLanes(boardId: string): Promise<StoredLane[]> {
  return db().lane.findMany({
    where: { boardId, archivedAt: null },
    select: facts,
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

export async function insertLane(lane: StoredLane): Promise<void> {
  await db().lane.create({ data: lane });
}

export async function updateLane(
  laneId: string,
  changes: { name?: string; position?: number; archivedAt?: Date },
): Promise<void> {
  await db().lane.update({ where: { id: laneId }, data: changes });
}

/** Cards that are in the lane now, in the order of the board: column by column, from the top. */
export function listCardsInLane(laneId: string): Promise<{ id: string; columnId: string }[]> {
  return db().$queryRaw`
    SELECT c.id, c.column_id AS "columnId"
    FROM card c JOIN board_column k ON k.id = c.column_id
    WHERE c.lane_id = ${laneId}::uuid AND c.archived_at IS NULL
    ORDER BY k.position, k.id, c.position, c.id`;
}
