import "server-only";
import type { QueryResult } from "pg";
import { reader } from "../../db/below-prisma";
import { db } from "../../db/transaction";

/** Rows per page: few round trips, and little in memory. */
const pageSize = 2_000;

/** The prefix of a board's card numbers. */
export async function readBoardKey(boardId: string): Promise<string> {
  const board = await db().board.findUnique({ where: { id: boardId }, select: { key: true } });
  return board?.key ?? "";
}

/** One entry of the log as people read it. */
export type LoggedMove = {
  /** KEY-12. */
  card: string;
  /** Empty for a card that was deleted. */
  title: string;
  /** Name of the column that was entered; null where the card left the board. */
  column: string | null;
  at: string;
  /** The first of a card that had been there before its log began. */
  isFound: boolean;
};

/** The log of a board, oldest first, page by page. Columns of one name are told apart by a number. */
export async function* readMoves(boardId: string): AsyncGenerator<LoggedMove[]> {
  let after: [at: string, id: string] | [null, null] = [null, null];
  for (;;) {
    const { rows }: QueryResult<LoggedMove & { id: string; mark: string }> = await reader().query(
      `WITH named AS (
         SELECT id, CASE WHEN n = 1 THEN name ELSE format('%s (%s)', name, n) END AS name
         FROM (SELECT id, name, row_number() OVER (PARTITION BY name ORDER BY position, id) AS n
           FROM board_column WHERE board_id = $1) k)
       SELECT t.id::text, t.at::text AS mark, b.key || '-' || c.number AS card,
         CASE WHEN c.deleted_at IS NULL THEN c.title ELSE '' END AS title, k.name AS column, iso_instant(t.at) AS at,
         found.card_id IS NOT NULL AS "isFound"
       FROM transition t
       JOIN board b ON b.id = t.board_id
       JOIN card c ON c.id = t.card_id
       LEFT JOIN named k ON k.id = t.to_column_id
       LEFT JOIN unknown_beginning found ON found.card_id = t.card_id AND t.seq = 1
       WHERE t.board_id = $1 AND ($2::timestamptz IS NULL OR (t.at, t.id) > ($2::timestamptz, $3::bigint))
       ORDER BY t.at, t.id LIMIT ${pageSize}`,
      [boardId, ...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = [last.mark, last.id];
    yield rows;
    if (rows.length < pageSize) return;
  }
}

/** A card on the board as people read it. */
export type CardRow = {
  number: number;
  card: string;
  title: string;
  column: string;
  lane: string;
  type: string;
  class: string;
  labels: string[];
  people: string[];
  dueDate: string;
  description: string;
  createdAt: string;
  startedAt: string;
  finishedAt: string;
};

/** The cards on a board, archived ones left out, in order of their numbers, page by page. */
export async function* readCards(boardId: string): AsyncGenerator<CardRow[]> {
  let after = 0;
  for (;;) {
    const { rows } = await reader().query<CardRow>(
      `SELECT c.number, b.key || '-' || c.number AS card, c.title, k.name AS column, coalesce(l.name, '') AS lane,
         coalesce(c.type, '') AS type, c.class_of_service AS class,
         ARRAY(SELECT x.name FROM card_label a JOIN label x ON x.id = a.label_id WHERE a.card_id = c.id ORDER BY x.name)
           AS labels,
         ARRAY(SELECT u.name FROM card_assignee a JOIN user_account u ON u.id = a.user_id WHERE a.card_id = c.id
           ORDER BY u.name) AS people,
         coalesce(to_char(c.due_on, 'YYYY-MM-DD'), '') AS "dueDate", c.description,
         CASE WHEN has_unknown_beginning(c.id) THEN '' ELSE iso_instant(c.created_at) END AS "createdAt",
         coalesce(iso_instant(c.started_at), '') AS "startedAt",
         coalesce(iso_instant(c.finished_at), '') AS "finishedAt"
       FROM card c
       JOIN board b ON b.id = c.board_id
       JOIN board_column k ON k.id = c.column_id
       LEFT JOIN lane l ON l.id = c.lane_id
       WHERE c.board_id = $1 AND c.archived_at IS NULL AND c.number > $2
       ORDER BY c.number LIMIT ${pageSize}`,
      [boardId, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
    yield rows;
    if (rows.length < pageSize) return;
  }
}
