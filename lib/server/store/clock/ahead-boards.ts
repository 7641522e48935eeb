import "server-only";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

/**
 * Every column of a board's tables that holds an instant, by table. An instant in the future was written while a clock
 * was ahead. A test compares this list with the database.
 */
export const boardInstants: Readonly<Record<string, readonly string[]>> = {
  board: ["created_at", "archived_at"],
  board_column: ["created_at", "archived_at"],
  lane: ["archived_at"],
  exit_policy: ["archived_at"],
  activity: ["at"],
  transition: ["at"],
  placement: ["at"],
  limit_entry: ["at"],
  wip_limit: ["created_at", "changed_at", "removed_at"],
  wip_limit_change: ["at"],
  limit_breach: ["at"],
  limit_refusal: ["at"],
  andon: ["pulled_at", "released_at"],
  andon_helper: ["joined_at"],
  card: [
    "created_at",
    "updated_at",
    "entered_column_at",
    "started_at",
    "finished_at",
    "archived_at",
    "deleted_at",
    "blocked_at",
  ],
  card_block: ["blocked_at", "unblocked_at"],
  card_transfer: ["created_at", "started_at", "finished_at", "at"],
  exit_check: ["confirmed_at"],
  waiting_card: ["since", "ready_at"],
};

/** Instants this little in the future are not reported: the clocks of two machines always differ a bit. */
const tolerance = Prisma.sql`interval '1 minute'`;

/** The latest instant that is still taken as correct. */
const latestPossible = Prisma.sql`clock_timestamp() + ${tolerance}`;

function newestOf(table: string, members: readonly string[]): Prisma.Sql {
  const boardId = Prisma.raw(table === "board" ? "x.id" : "x.board_id");
  const latest = Prisma.raw(`greatest(${members.map((member) => `x.${member}`).join(", ")})`);
  return Prisma.sql`
    SELECT ${boardId} AS board_id, max(${latest}) AS at, ${table} AS relation
    FROM ${Prisma.raw(table)} x WHERE ${latest} > ${latestPossible} GROUP BY 1`;
}

/**
 * SQL for the boards with an instant in the future: `board_id`, `at` the latest one, `relation` its table. Reads every
 * row.
 */
export const aheadBoards: Prisma.Sql = Prisma.sql`
  SELECT DISTINCT ON (board_id) board_id, at, relation
  FROM (${Prisma.join(
    Object.entries(boardInstants).map(([table, members]) => newestOf(table, members)),
    " UNION ALL ",
  )}) newest
  ORDER BY board_id, at DESC`;

export type AheadBoard = { id: string; name: string; newest: Date };

/** The boards with anything that is dated in the future. Reads the whole log. */
export function findAheadBoards(): Promise<AheadBoard[]> {
  return db().$queryRaw`
    SELECT b.id, b.name, a.at AS newest FROM (${aheadBoards}) a JOIN board b ON b.id = a.board_id ORDER BY b.name, b.id`;
}

/** Boards whose newest transition is in the future, at most `max`. Cheap: one index lookup for each board. */
export function findStandingBoards(max: number): Promise<AheadBoard[]> {
  return db().$queryRaw`
    SELECT b.id, b.name, t.at AS newest
    FROM board b CROSS JOIN LATERAL (
      SELECT x.at FROM transition x WHERE x.board_id = b.id ORDER BY x.at DESC LIMIT 1) t
    WHERE t.at > ${latestPossible} ORDER BY b.name, b.id LIMIT ${max}`;
}
