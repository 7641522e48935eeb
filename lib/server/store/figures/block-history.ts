import "server-only";
import type { Block } from "@/lib/flow/log/block";
import { copyOut, toTimestamp } from "../../db/copy-out";
import { blockStretches } from "../board/block-stretches";

/**
 * The blocks of the board's cards that began by `until` and had not ended before `from` (epoch ms; -Infinity: ever),
 * with their reasons, oldest first. One that outlived a finish stands there once for each stretch; of one that came with
 * its card from another board, what was before that is left out.
 */
export async function readBlocks(boardId: string, from: number, until: number): Promise<Block[]> {
  const copied = await copyOut(
    `SELECT b.card_id, b.reason, b.category, greatest(s.from_at, came.at), s.to_at
     FROM card_block b CROSS JOIN ${blockStretches} LEFT JOIN card_transfer came ON came.card_id = b.card_id
     WHERE b.board_id = $1 AND s.from_at <= $2 AND (s.to_at IS NULL OR s.to_at >= $3)
       AND b.blocked_at <= $2 AND (b.unblocked_at IS NULL OR b.unblocked_at >= $3)
       AND (came.at IS NULL OR came.at <= $2 AND (s.to_at IS NULL OR s.to_at > came.at))
     ORDER BY s.from_at, b.id`,
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
