import "server-only";
import type { LimitMode } from "@/lib/domain/limit";
import { reader } from "../../db/below-prisma";
import { db } from "../../db/transaction";

/** A card that came in over a limit: overridden with a reason, or past a soft limit. `at`: epoch ms. */
export type StoredBreach = {
  at: number;
  limitId: string;
  cardId: string;
  mode: LimitMode;
  max: number;
  count: number;
  actorId: string | null;
  actorName: string | null;
  reason: string | null;
};

/** Breaches of the board's limits within `[from, to)` (epoch ms), the newest first. */
export async function readBreaches(boardId: string, from: number, to: number): Promise<StoredBreach[]> {
  const { rows } = await reader().query<Omit<StoredBreach, "at"> & { at: Date }>(
    `SELECT x.at, x.limit_id AS "limitId", x.card_id AS "cardId", x.mode, x.max, x.count, x.actor_id AS "actorId",
       u.name AS "actorName", x.reason
     FROM limit_breach x LEFT JOIN user_account u ON u.id = x.actor_id
     WHERE x.board_id = $1 AND x.at >= $2 AND x.at < $3 ORDER BY x.at DESC, x.id DESC`,
    [boardId, new Date(from), new Date(to)],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Changes that limits of the board refused within `[from, to)` (epoch ms); no card for one that was to be made. */
export async function readRefusals(
  boardId: string,
  from: number,
  to: number,
): Promise<{ at: number; limitId: string; cardId: string | null }[]> {
  const { rows } = await reader().query<{ at: Date; limit_id: string; card_id: string | null }>(
    "SELECT at, limit_id, card_id FROM limit_refusal WHERE board_id = $1 AND at >= $2 AND at < $3 ORDER BY id",
    [boardId, new Date(from), new Date(to)],
  );
  return rows.map((row) => ({ at: row.at.getTime(), limitId: row.limit_id, cardId: row.card_id }));
}

/** Every time that a limit was exceeded with a reason. `version`: of the board, by that change. */
export async function listOverrides(
  boardId: string,
): Promise<{ limitId: string; cardId: string; version: number }[]> {
  const rows = await db().limitBreach.findMany({
    where: { boardId, mode: "reason" },
    select: { limitId: true, cardId: true, version: true },
  });
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** Whether a board ever changed which cards count at all (`settings`), or the kind of a column. */
export async function readCountingChanges(boardId: string): Promise<{ settings: boolean; kinds: boolean }> {
  const [row] = await db().$queryRaw<{ settings: boolean; kinds: boolean }[]>`
    SELECT
      EXISTS (SELECT FROM activity a WHERE a.board_id = ${boardId}::uuid AND a.type = 'board.updated'
        AND a.detail ?| ARRAY['blockedCardsCount', 'expediteExempt']) AS settings,
      EXISTS (SELECT FROM activity a WHERE a.board_id = ${boardId}::uuid AND a.type = 'column.updated'
        AND a.detail ? 'kind') AS kinds`;
  return row ?? { settings: false, kinds: false };
}

/** Keeps a change that limits refused. `details`: of the refusal, with its limits and, where there was one, its card. */
export async function insertRefusals(actorId: string, details: Record<string, unknown>): Promise<void> {
  await db().$executeRaw`SELECT record_refusal(${actorId}::uuid, ${JSON.stringify(details)}::jsonb)`;
}
