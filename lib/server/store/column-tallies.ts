import "server-only";
import { parts } from "@/lib/flow/constraint";
import type { ColumnTally } from "@/lib/flow/tallied-constraint";
import type { FlowColumn } from "@/lib/flow/workflow";
import { getPool } from "../db/client";

export type TalliedColumn = ColumnTally &
  Pick<FlowColumn, "name" | "kind" | "position"> & { boardId: string };

/**
 * Queue and active columns of boards, from left to right, with what came and went from each board's own beginning to a
 * common end (epoch ms). Reads the log of that time alone, and adds it up where it lies.
 */
export async function readColumnTallies(
  begins: readonly { boardId: string; begin: number }[],
  end: number,
): Promise<TalliedColumn[]> {
  const { rows } = await getPool().query<TalliedColumn>(
    `WITH span AS (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS s(board_id, begins_at)),
     change AS (
       SELECT x.column_id, sum(x.entered)::int AS entered, sum(x.exited)::int AS exited,
         least(floor(extract(epoch FROM t.at - s.begins_at) * $4 / extract(epoch FROM $3 - s.begins_at)), $4 - 1)::int AS part,
         sum(x.entered * extract(epoch FROM $3 - t.at)) * 1000 AS "enteredMs",
         sum(x.exited * extract(epoch FROM $3 - t.at)) * 1000 AS "exitedMs"
       FROM span s
       JOIN transition t ON t.board_id = s.board_id AND t.at >= s.begins_at
       CROSS JOIN LATERAL (VALUES (t.to_column_id, 1, 0), (t.from_column_id, 0, 1)) AS x(column_id, entered, exited)
       WHERE x.column_id IS NOT NULL
       GROUP BY x.column_id, part)
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
