import "server-only";
import type { Block } from "@/lib/flow/blockers";
import { getPool } from "../db/client";

type BlockRow = {
  card_id: string;
  reason: string;
  category: string;
  blocked_at: Date;
  unblocked_at: Date | null;
};

/** Every block of the board's cards that began before `until` (epoch ms), with its reason, oldest first. */
export async function readBlockHistory(boardId: string, until: number): Promise<Block[]> {
  const { rows } = await getPool().query<BlockRow>(
    `SELECT card_id, reason, category, blocked_at, unblocked_at FROM card_block
     WHERE board_id = $1 AND blocked_at <= $2 ORDER BY blocked_at, id`,
    [boardId, new Date(until)],
  );
  return rows.map((row) => ({
    cardId: row.card_id,
    reason: row.reason,
    category: row.category,
    from: row.blocked_at.getTime(),
    to: row.unblocked_at?.getTime() ?? null,
  }));
}
