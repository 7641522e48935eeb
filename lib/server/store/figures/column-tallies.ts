import "server-only";
import type { ColumnTally } from "@/lib/flow/log/column-tally";
import type { FlowColumn } from "@/lib/flow/log/workflow";
import { reader } from "../../db/below-prisma";

export type TalliedColumn = ColumnTally &
  Pick<FlowColumn, "name" | "kind" | "position"> & { boardId: string };

/**
 * The queue and active columns of boards, from left to right, each with how many cards entered and left it, from each
 * board's own beginning to a common end (epoch ms), in so many equal `parts`. Steps dated after the end count as of the end. PostgreSQL adds up;
 * only sums are sent.
 */
export async function readColumnTallies(
  begins: readonly { boardId: string; begin: number }[],
  end: number,
  parts: number,
): Promise<TalliedColumn[]> {
  const { rows } = await reader().query<TalliedColumn>(
    `WITH step AS MATERIALIZED (
       SELECT t.from_column_id, t.to_column_id, date_part('epoch', $3 - t.at) * 1000 AS rest_ms,
         least(floor(date_part('epoch', t.at - s.begins_at) * $4 / date_part('epoch', $3 - s.begins_at)), $4 - 1)::int AS part
       FROM unnest($1::uuid[], $2::timestamptz[]) AS s(board_id, begins_at)
       JOIN LATERAL (
         SELECT x.from_column_id, x.to_column_id, least(x.at, $3) AS at FROM transition x
         WHERE x.board_id = s.board_id AND x.at >= s.begins_at) t ON true),
     change AS MATERIALIZED (
       SELECT x.column_id, part, sum(x.entered)::int AS entered, sum(x.exited)::int AS exited,
         sum(x.entered * rest_ms) AS "enteredMs", sum(x.exited * rest_ms) AS "exitedMs"
       FROM step
       CROSS JOIN LATERAL (VALUES (to_column_id, 1, 0), (from_column_id, 0, 1)) AS x(column_id, entered, exited)
       WHERE x.column_id IS NOT NULL
       GROUP BY 1, 2)
     SELECT k.board_id AS "boardId", k.id AS "columnId", k.name, k.kind, k.position,
       (SELECT count(*) FROM card c WHERE c.column_id = k.id)::int AS present,
       (SELECT coalesce(json_agg(h), '[]') FROM change h WHERE h.column_id = k.id) AS changes
     FROM board_column k
     WHERE k.board_id = ANY($1) AND k.kind IN ('queue', 'active')
     ORDER BY k.board_id, k.position, k.id`,
    [begins.map(({ boardId }) => boardId), begins.map(({ begin }) => new Date(begin)), new Date(end), parts],
  );
  return rows;
}
