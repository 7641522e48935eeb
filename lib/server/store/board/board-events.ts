import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import type { MemberRole } from "@/lib/domain/permission";
import { db } from "../../db/transaction";

/** Events of a board after a version, oldest first, at most `max`. Changed cards are as they are now. */
export async function listBoardEvents(boardId: string, after: number, max: number): Promise<BoardEvent[]> {
  const rows = await db().$queryRaw<{ event: BoardEvent }[]>`
    SELECT board_events(${boardId}::uuid, ${after}::bigint, ${max}::int) AS event`;
  return rows.map((row) => row.event);
}

/** The present versions of boards, by id; of one that is gone there is none. */
export async function listVersions(
  boardIds: readonly string[],
): Promise<{ boardId: string; version: number }[]> {
  const rows = await db().$queryRaw<{ boardId: string; version: bigint }[]>`
    SELECT id AS "boardId", version FROM board WHERE id = ANY(${boardIds}::uuid[])`;
  return rows.map(({ boardId, version }) => ({ boardId, version: Number(version) }));
}

/** The present versions of those of the boards that this person is a member of; unknown and archived ones are left out. */
export async function listFollowable(
  userId: string,
  boardIds: readonly string[],
): Promise<{ boardId: string; role: MemberRole; version: number }[]> {
  const rows = await db().$queryRaw<{ boardId: string; role: MemberRole; version: bigint }[]>`
    SELECT b.id AS "boardId", m.role::text AS role, b.version
    FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = ${userId}::uuid
    WHERE b.id = ANY(${boardIds}::uuid[]) AND b.archived_at IS NULL`;
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}
