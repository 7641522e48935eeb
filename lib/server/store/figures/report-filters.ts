import "server-only";
import type { FilterChoices } from "@/lib/contracts/reports/filter-choices";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

/** The name of a person `u`, and whether they are switched off or have left the team of the board. */
const nameOn = (
  boardId: string,
) => Prisma.sql`u.name || CASE WHEN u.disabled_at IS NOT NULL THEN ' (switched off)'
  WHEN EXISTS (SELECT FROM board b JOIN membership m ON m.team_id = b.team_id
    WHERE b.id = ${boardId}::uuid AND m.user_id = u.id) THEN '' ELSE ' (left the team)' END`;

/** By what the cards of a board can be chosen: only what some card carries, archived lanes and former members too. */
export async function readFilterChoices(boardId: string): Promise<FilterChoices> {
  const [choices] = await db().$queryRaw<FilterChoices[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('value', l.id, 'text', l.name) ORDER BY lower(l.name)), '[]')
        FROM label l WHERE l.board_id = ${boardId}::uuid) AS label,
      (SELECT coalesce(json_agg(json_build_object('value', l.id, 'text', l.name) ORDER BY l.position), '[]')
        FROM lane l WHERE l.board_id = ${boardId}::uuid) AS lane,
      (SELECT coalesce(json_agg(json_build_object('value', c.type, 'text', c.type) ORDER BY c.type), '[]')
        FROM (SELECT DISTINCT type FROM card WHERE board_id = ${boardId}::uuid AND type IS NOT NULL AND type <> '') c) AS type,
      (SELECT coalesce(json_agg(json_build_object('value', u.id, 'text', ${nameOn(boardId)}) ORDER BY lower(u.name)), '[]')
        FROM user_account u WHERE EXISTS (
          SELECT FROM card_assignee a WHERE a.board_id = ${boardId}::uuid AND a.user_id = u.id)) AS assignee,
      (SELECT coalesce(json_agg(json_build_object('value', u.id, 'text', ${nameOn(boardId)}) ORDER BY lower(u.name)), '[]')
        FROM user_account u WHERE u.id IN (SELECT created_by_id FROM card WHERE board_id = ${boardId}::uuid)) AS creator`;
  const none = { label: [], lane: [], type: [], assignee: [], creator: [] };
  return choices ?? none;
}
