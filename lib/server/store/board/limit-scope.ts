import "server-only";
import { db } from "../../db/transaction";

/** Whether the board has this lane. */
export async function hasLane(boardId: string, laneId: string): Promise<boolean> {
  return (await db().lane.count({ where: { id: laneId, boardId, archivedAt: null } })) > 0;
}

/** Whether this person works on the board's cards: viewers and those who are switched off do not. */
export async function hasWorker(boardId: string, userId: string): Promise<boolean> {
  return (
    (await db().membership.count({
      where: {
        userId,
        role: { not: "viewer" },
        user: { disabledAt: null },
        team: { boards: { some: { id: boardId } } },
      },
    })) > 0
  );
}

/** Names by which limits of the board are told of, present and past. */
export type StoredLimitNames = {
  columns: { id: string; name: string }[];
  lanes: { id: string; name: string }[];
  members: { userId: string; name: string }[];
};

/** Columns and lanes with archived ones, and people with those who left but had or changed a limit. */
export async function listLimitNames(boardId: string): Promise<StoredLimitNames> {
  const [columns, lanes, members] = await Promise.all([
    db().column.findMany({
      where: { boardId },
      select: { id: true, name: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
    db().lane.findMany({
      where: { boardId },
      select: { id: true, name: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
    db().$queryRaw<StoredLimitNames["members"]>`
      SELECT u.id AS "userId", u.name FROM user_account u
      WHERE EXISTS (SELECT FROM board b JOIN membership m ON m.team_id = b.team_id
          WHERE b.id = ${boardId}::uuid AND m.user_id = u.id)
        OR EXISTS (SELECT FROM wip_limit l WHERE l.board_id = ${boardId}::uuid AND l.user_id = u.id)
        OR EXISTS (SELECT FROM wip_limit_change x WHERE x.board_id = ${boardId}::uuid AND x.actor_id = u.id)
      ORDER BY lower(u.name), u.id`,
  ]);
  return { columns, lanes, members };
}
