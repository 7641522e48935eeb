import "server-only";
import type { Block } from "@/lib/flow/blockers";
import { copyOut, toTimestamp } from "../db/copy-out";

/**
 * The blocks of the board's cards that began by `until` and had not ended before `from` (epoch ms; -Infinity: ever),
 * with their reasons, oldest first.
 */
export async function readBlocks(boardId: string, from: number, until: number): Promise<Block[]> {
  const copied = await copyOut(
    `SELECT card_id, reason, category, blocked_at, unblocked_at FROM card_block
     WHERE board_id = $1 AND blocked_at <= $2 AND (unblocked_at IS NULL OR unblocked_at >= $3)
     ORDER BY blocked_at, id`,
    [boardId, toTimestamp(until), toTimestamp(from)],
  );
  const blocks: Block[] = [];
  while (copied.next()) {
    blocks.push({
      cardId: copied.uuid() ?? "",
      reason: copied.text() ?? "",
      category: copied.text() ?? "",
      from: copied.instant() ?? 0,
      to: copied.instant(),
    });
  }
  return blocks;
}
