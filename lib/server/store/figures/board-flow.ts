import "server-only";
import { reader } from "../../db/below-prisma";

/** A started or finished card as its projection tells it; instants in epoch ms. */
export type StartedCard = {
  boardId: string;
  cardId: string;
  number: number;
  /** Empty for finished cards, of which only figures are shown. */
  title: string;
  /** Null for a finished card that went on to another board. */
  columnId: string | null;
  column: string | null;
  /** Null for a finished card whose beginning is not known. */
  startedAt: number | null;
  finishedAt: number | null;
};

/** Cards of these boards in progress, and those finished on them from an instant on (epoch ms). */
export async function readStartedCards(
  boardIds: readonly string[],
  finishedFrom: number,
): Promise<StartedCard[]> {
  const { rows } = await reader().query<StartedCard>(
    `SELECT c.board_id AS "boardId", c.id AS "cardId", c.number,
       CASE WHEN c.finished_at IS NULL THEN c.title ELSE '' END AS title,
       c.column_id AS "columnId", k.name AS column,
       (extract(epoch FROM c.started_at) * 1000)::float8 AS "startedAt",
       (extract(epoch FROM c.finished_at) * 1000)::float8 AS "finishedAt"
     FROM card c LEFT JOIN board_column k ON k.id = c.column_id
     WHERE c.board_id = ANY($1)
       AND (c.started_at IS NOT NULL AND c.finished_at IS NULL AND c.column_id IS NOT NULL
         OR c.finished_at >= $2 AND NOT EXISTS (
           SELECT FROM card_transfer x WHERE x.card_id = c.id AND x.finished_at = c.finished_at))`,
    [boardIds, new Date(finishedFrom)],
  );
  return rows;
}

/** Instant of each board's first transition (epoch ms); boards without one are left out. */
export async function readFirstTransitions(boardIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await reader().query<{ id: string; at: Date | null }>(
    `SELECT b.id, (SELECT t.at FROM transition t WHERE t.board_id = b.id ORDER BY t.at LIMIT 1) AS at
     FROM board b WHERE b.id = ANY($1)`,
    [boardIds],
  );
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at.getTime()] as const] : [])));
}

/** Instants (epoch ms) at which a limit of these boards was overridden with a reason, from one on. */
export async function readOverrideInstants(
  boardIds: readonly string[],
  from: number,
): Promise<{ boardId: string; at: number }[]> {
  const { rows } = await reader().query<{ board_id: string; at: Date }>(
    "SELECT board_id, at FROM limit_breach WHERE board_id = ANY($1) AND mode = 'reason' AND at >= $2",
    [boardIds, new Date(from)],
  );
  return rows.map(({ board_id, at }) => ({ boardId: board_id, at: at.getTime() }));
}
