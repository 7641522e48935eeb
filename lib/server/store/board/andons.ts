import "server-only";
import type { AndonRecord } from "@/lib/contracts/board";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

/** Id of a column's pulled andon; null when it is not pulled. */
export async function findPulledAndon(columnId: string): Promise<bigint | null> {
  const andon = await db().andon.findFirst({ where: { columnId, releasedAt: null }, select: { id: true } });
  return andon?.id ?? null;
}

export async function insertAndon(
  boardId: string,
  columnId: string,
  reason: string,
  actorId: string,
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO andon (board_id, column_id, reason, pulled_at, pulled_by_id)
    VALUES (${boardId}::uuid, ${columnId}::uuid, ${reason}, board_instant(${boardId}::uuid), ${actorId}::uuid)`;
}

/** Returns how long the andon was pulled, in ms. */
export async function releaseAndon(andonId: bigint, actorId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ ms: number }[]>`
    UPDATE andon SET released_at = greatest(board_instant(board_id), pulled_at), released_by_id = ${actorId}::uuid
    WHERE id = ${andonId}
    RETURNING (extract(epoch FROM released_at - pulled_at) * 1000)::float8 AS ms`;
  return Math.round(row?.ms ?? 0);
}

/** Returns whether the person joined just now; false for somebody who had joined already. */
export async function insertHelper(boardId: string, andonId: bigint, userId: string): Promise<boolean> {
  const { count } = await db().andonHelper.createMany({
    data: [{ boardId, andonId, userId }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** Returns whether the person had joined. */
export async function deleteHelper(andonId: bigint, userId: string): Promise<boolean> {
  const { count } = await db().andonHelper.deleteMany({ where: { andonId, userId } });
  return count > 0;
}

/** Every pull of an andon of a board, newest first; below a number where one is given. */
export async function listAndons(
  boardId: string,
  before: string | null,
  limit: number,
): Promise<AndonRecord[]> {
  const rows = await db().$queryRaw<{ view: AndonRecord }[]>`
    SELECT jsonb_build_object('id', a.id::text, 'columnId', a.column_id, 'reason', a.reason,
      'pulledAt', iso_instant(a.pulled_at), 'pulledById', a.pulled_by_id, 'releasedAt', iso_instant(a.released_at),
      'releasedById', a.released_by_id,
      'durationMs', (extract(epoch FROM greatest(coalesce(a.released_at, clock_timestamp()), a.pulled_at) - a.pulled_at) * 1000)::bigint,
      'helperIds', (SELECT coalesce(jsonb_agg(h.user_id ORDER BY h.joined_at, h.user_id), '[]')
        FROM andon_helper h WHERE h.andon_id = a.id)) AS view
    FROM andon a
    WHERE a.board_id = ${boardId}::uuid ${before === null ? Prisma.empty : Prisma.sql`AND a.id < ${before}::bigint`}
    ORDER BY a.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.view);
}
