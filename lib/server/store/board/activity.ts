import "server-only";
import type { ActivityType, ActivityView } from "@/lib/contracts/activity";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

/** Numbers a change of the board, keeps it in the activity log and tells the listeners. Returns the version. */
export async function recordActivity(
  boardId: string,
  type: ActivityType,
  actorId: string,
  detail: Record<string, unknown>,
  cardId: string | null = null,
): Promise<number> {
  const [row] = await db().$queryRaw<{ version: bigint }[]>`
    SELECT record_activity(${boardId}::uuid, ${type}, ${actorId}::uuid, ${cardId}::uuid, ${JSON.stringify(detail)}::jsonb)
      AS version`;
  return Number(row?.version);
}

/** What happened on a board, newest first; below a version where one is given. */
export async function listActivity(
  boardId: string,
  beforeVersion: string | null,
  limit: number,
): Promise<ActivityView[]> {
  const rows = await db().$queryRaw<{ view: ActivityView }[]>`
    SELECT jsonb_build_object('version', a.version, 'type', a.type, 'at', iso_instant(a.at), 'actorId', a.actor_id,
      'actorName', u.name, 'cardId', a.card_id, 'cardNumber', c.number, 'cardTitle', c.title, 'detail', a.detail) AS view
    FROM activity a
    LEFT JOIN user_account u ON u.id = a.actor_id
    LEFT JOIN card c ON c.id = a.card_id
    WHERE a.board_id = ${boardId}::uuid
      ${beforeVersion === null ? Prisma.empty : Prisma.sql`AND a.version < ${beforeVersion}::bigint`}
    ORDER BY a.version DESC LIMIT ${limit}`;
  return rows.map((row) => row.view);
}
