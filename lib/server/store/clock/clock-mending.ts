import "server-only";
import type { MendedReading, Reading } from "@/lib/domain/clock-mending";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";
import { boardInstants } from "./ahead-boards";

/** Tables whose guards would refuse any change of their past. */
const guarded = Object.keys(boardInstants);

/**
 * Runs `work` while nobody else changes a board and the guards of the log are lifted; for the owner of the tables. Within
 * a transaction: when it ends, however it ends, the guards stand again.
 */
export async function withLogOpen<T>(work: (now: Date) => Promise<T>): Promise<T> {
  await db().$executeRaw`SELECT set_config('lock_timeout', '60s', true)`;
  // Every command begins with a lock of its board's row, and whoever projects with one of the board's row of
  // `projection`: those under way end, others wait here.
  await db().$executeRaw`LOCK TABLE board, projection IN EXCLUSIVE MODE`;
  const each = (act: string) => guarded.map((table) => `ALTER TABLE ${table} ${act} TRIGGER USER`);
  for (const statement of each("DISABLE")) await db().$executeRawUnsafe(statement);
  const [clock] = await db().$queryRaw<
    { now: Date }[]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  const result = await work(clock?.now ?? new Date());
  for (const statement of each("ENABLE")) await db().$executeRawUnsafe(statement);
  return result;
}

/** What the clock said at each change of a board, from the last one before it was ahead; all, where it never was. */
export async function readReadings(boardId: string, now: Date): Promise<Reading[]> {
  const rows = await db().$queryRaw<{ version: bigint; at: Date }[]>`
    SELECT a.version, a.at FROM activity a
    WHERE a.board_id = ${boardId}::uuid AND a.version >= coalesce(
      (SELECT min(x.version) - 1 FROM activity x WHERE x.board_id = ${boardId}::uuid AND x.at > ${now}), 0)
    ORDER BY a.version`;
  return rows.map(({ version, at }) => ({ version: Number(version), at: at.getTime() }));
}

/** What an instant becomes: an expression over the row `x`, with what it needs joined. */
type Rule = { table: string; member: string; row: string; becomes: Prisma.Sql; join?: Prisma.Sql };

/** The mended instant of the last change that the wrong clock dated no later than this one; of the first, if none. */
const nearest = (column: string): Prisma.Sql => Prisma.sql`coalesce(
  (SELECT r.became FROM reading r WHERE r.was > now.at AND r.was <= ${Prisma.raw(column)} ORDER BY r.was DESC LIMIT 1),
  (SELECT r.became FROM reading r ORDER BY r.was > now.at DESC, r.version LIMIT 1), now.at)`;

/** Of the `back`th last activity of these types that names the same thing as the row. */
const byActivity = (types: string, sameThing: string): Prisma.Sql =>
  Prisma.raw(`(
  SELECT r.became FROM (
    SELECT a.version, row_number() OVER (ORDER BY a.version DESC) AS back FROM activity a
    WHERE a.board_id = x.board_id AND a.type IN (${types}) AND ${sameThing}) a
  JOIN reading r ON r.version = a.version WHERE a.back = n.back)`);

const countBack = (table: string, by: string, order: string): Prisma.Sql =>
  Prisma.raw(`
  JOIN (SELECT y.id, row_number() OVER (PARTITION BY y.${by} ORDER BY ${order} DESC) AS back
    FROM ${table} y, now WHERE y.board_id = now.board_id) n ON n.id = x.id`);

const byVersion = Prisma.sql`(SELECT r.became FROM reading r WHERE r.version = x.version)`;

/** In an order in which each finds what it builds on. */
const rules: readonly Rule[] = [
  { table: "activity", member: "at", row: "x.version", becomes: byVersion },
  {
    table: "placement",
    member: "at",
    row: "x.id",
    becomes: Prisma.sql`coalesce(${byVersion}, ${nearest("x.at")})`,
  },
  {
    table: "limit_entry",
    member: "at",
    row: "x.id",
    // An entry is of the instant of the placement that made it.
    becomes: Prisma.sql`(SELECT p.at FROM placement p WHERE p.board_id = x.board_id AND p.id = x.placement_id)`,
  },
  {
    table: "transition",
    member: "at",
    row: "x.id",
    becomes: Prisma.sql`step.at`,
    // A step is found in the log of placements, which knows the change that made it, by how often the card has come into
    // that column since. No step goes behind one before it on the board.
    join: Prisma.sql`JOIN (
      SELECT s.id, least(now.at, max(coalesce(s.became, floor.at)) OVER (ORDER BY s.id)) AS at
      FROM now, LATERAL (
        SELECT coalesce(max(t.at), '-infinity') AS at FROM transition t
        WHERE t.board_id = now.board_id AND t.at <= now.at) floor, LATERAL (
        SELECT t.id, greatest(floor.at, coalesce(r.became, ${nearest("t.at")})) AS became
        FROM (SELECT y.*, row_number() OVER (PARTITION BY y.card_id, y.to_column_id ORDER BY y.seq DESC) AS back
          FROM transition y WHERE y.board_id = now.board_id AND y.at > now.at) t
        LEFT JOIN (SELECT p.card_id, p.column_id, p.version,
            row_number() OVER (PARTITION BY p.card_id, p.column_id ORDER BY p.id DESC) AS back
          FROM (SELECT y.*, lag(y.id) OVER w AS before, lag(y.column_id) OVER w AS came_from
            FROM placement y WHERE y.board_id = now.board_id WINDOW w AS (PARTITION BY y.card_id ORDER BY y.id)) p
          WHERE p.before IS NULL OR p.column_id IS DISTINCT FROM p.came_from) p
          ON p.card_id = t.card_id AND p.column_id IS NOT DISTINCT FROM t.to_column_id AND p.back = t.back
        LEFT JOIN reading r ON r.version = p.version) s) step ON step.id = x.id`,
  },
  {
    table: "wip_limit_change",
    member: "at",
    row: "x.id",
    becomes: Prisma.sql`coalesce(${byActivity(
      "'limit.created', 'limit.updated', 'limit.removed'",
      "(a.detail ->> 'limitId')::uuid = x.limit_id",
    )}, ${nearest("x.at")})`,
    join: countBack("wip_limit_change", "limit_id", "y.id"),
  },
  {
    table: "limit_breach",
    member: "at",
    row: "x.id",
    becomes: Prisma.sql`coalesce(${byVersion}, ${nearest("x.at")})`,
  },
  { table: "limit_refusal", member: "at", row: "x.id", becomes: nearest("x.at") },
  {
    table: "andon",
    member: "pulled_at",
    row: "x.id",
    becomes: Prisma.sql`coalesce(${byActivity("'andon.pulled'", "(a.detail ->> 'columnId')::uuid = x.column_id")},
      ${nearest("x.pulled_at")})`,
    join: countBack("andon", "column_id", "y.id"),
  },
  {
    table: "andon",
    member: "released_at",
    row: "x.id",
    becomes: Prisma.sql`greatest(x.pulled_at, coalesce((
      SELECT r.became FROM activity a JOIN reading r ON r.version = a.version
      WHERE a.board_id = x.board_id AND a.type = 'andon.released' AND (a.detail ->> 'columnId')::uuid = x.column_id
        AND r.became >= x.pulled_at ORDER BY a.version LIMIT 1), ${nearest("x.released_at")}))`,
  },
  {
    table: "andon_helper",
    member: "joined_at",
    row: "x.andon_id || ' ' || x.user_id",
    becomes: Prisma.sql`greatest(${nearest("x.joined_at")},
      (SELECT a.pulled_at FROM andon a WHERE a.board_id = x.board_id AND a.id = x.andon_id))`,
  },
  { table: "card_block", member: "blocked_at", row: "x.id", becomes: nearest("x.blocked_at") },
  {
    table: "card_block",
    member: "unblocked_at",
    row: "x.id",
    // Where it had begun under the wrong clock, its end was only kept from coming before its beginning.
    becomes: Prisma.sql`greatest(x.blocked_at, coalesce((
      SELECT r.became FROM activity a JOIN reading r ON r.version = a.version
      WHERE a.board_id = x.board_id AND a.card_id = x.card_id AND a.type IN ('card.unblocked', 'card.transferred')
        AND r.became >= x.blocked_at ORDER BY a.version LIMIT 1), ${nearest("x.unblocked_at")}))`,
  },
  {
    table: "exit_check",
    member: "confirmed_at",
    row: "x.card_id || ' ' || x.policy_id",
    becomes: Prisma.sql`greatest(${nearest("x.confirmed_at")},
      (SELECT max(t.at) FROM transition t WHERE t.card_id = x.card_id))`,
  },
  {
    table: "waiting_card",
    member: "since",
    row: "x.card_id",
    // The order of the line stays.
    becomes: Prisma.sql`${nearest("x.since")} + (SELECT count(*) FROM waiting_card y
      WHERE y.board_id = x.board_id AND y.since < x.since) * interval '1 millisecond'`,
  },
];

/** What hangs on the log is dated by it; everything else by the last change that was dated no later. */
const followers: readonly Rule[] = [
  {
    table: "card",
    member: "entered_column_at",
    row: "x.id",
    becomes: Prisma.sql`(SELECT t.at FROM transition t WHERE t.card_id = x.id AND t.seq = x.last_seq)`,
  },
  {
    table: "card",
    member: "blocked_at",
    row: "x.id",
    becomes: Prisma.sql`(SELECT b.blocked_at FROM card_block b WHERE b.card_id = x.id AND b.unblocked_at IS NULL)`,
  },
  {
    table: "wip_limit",
    member: "changed_at",
    row: "x.id",
    becomes: Prisma.sql`(SELECT max(y.at) FROM wip_limit_change y WHERE y.limit_id = x.id)`,
  },
  ...(
    [
      ["card", "updated_at"],
      ["card", "archived_at"],
      ["card", "deleted_at"],
      ["wip_limit", "created_at"],
      ["wip_limit", "removed_at"],
      ["waiting_card", "ready_at"],
      ["board_column", "created_at"],
      ["board_column", "archived_at"],
      ["lane", "archived_at"],
      ["exit_policy", "archived_at"],
      ["board", "created_at"],
      ["board", "archived_at"],
    ] as const
  ).map(([table, member]) => ({
    table,
    member,
    row: table === "waiting_card" ? "x.card_id" : "x.id",
    becomes: nearest(`x.${member}`),
  })),
];

async function apply({ table, member, row, becomes, join }: Rule): Promise<number> {
  const [relation, column] = [Prisma.raw(table), Prisma.raw(member)];
  return db().$executeRaw`
    WITH target AS MATERIALIZED (
      SELECT x.ctid AS place, (${Prisma.raw(row)})::text AS row, x.${column} AS was, ${becomes} AS became
      FROM now JOIN ${relation} x ON ${Prisma.raw(table === "board" ? "x.id" : "x.board_id")} = now.board_id
      ${join ?? Prisma.empty}
      WHERE x.${column} > now.at),
    written AS (
      UPDATE ${relation} x SET ${column} = t.became FROM target t WHERE x.ctid = t.place AND t.became IS NOT NULL)
    INSERT INTO mended_instant (mended_at, board_id, relation, row, member, was, became)
    SELECT now.at, now.board_id, ${table}, t.row, ${member}, t.was, t.became
    FROM now, target t WHERE t.became IS NOT NULL`;
}

/** Dates what is ahead on a board by these readings, and keeps what stood there; how many instants. With the log open. */
export async function mendBoard(
  boardId: string,
  readings: readonly MendedReading[],
  now: Date,
): Promise<number> {
  await db()
    .$executeRaw`CREATE TEMPORARY TABLE IF NOT EXISTS now (board_id uuid, at timestamptz(3)) ON COMMIT DROP`;
  await db().$executeRaw`CREATE TEMPORARY TABLE IF NOT EXISTS reading
    (version bigint PRIMARY KEY, was timestamptz(3), became timestamptz(3)) ON COMMIT DROP`;
  await db().$executeRaw`TRUNCATE now, reading`;
  await db().$executeRaw`INSERT INTO now VALUES (${boardId}::uuid, ${now})`;
  await db().$executeRaw`
    INSERT INTO reading SELECT r.version, to_timestamp(r.at / 1000), to_timestamp(r.became / 1000)
    FROM jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) AS r(version bigint, at float8, became float8)`;
  await db().$executeRaw`CREATE INDEX IF NOT EXISTS reading_was ON reading (was)`;
  await db().$executeRaw`ANALYZE reading`;
  let changed = 0;
  for (const rule of [...rules, ...followers]) changed += await apply(rule);
  return changed;
}

/** Dates cards by their logs again, and what they brought to other boards; in the order in which they came. */
export async function mendTransfers(boardIds: readonly string[], now: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE card c SET created_at = t.at FROM transition t
    WHERE c.board_id = ANY(${boardIds}::uuid[]) AND t.card_id = c.id AND t.seq = 1 AND c.created_at > ${now}
      AND NOT EXISTS (SELECT FROM card_transfer x WHERE x.card_id = c.id)`;
  const transfers = await db().$queryRaw<{ card_id: string }[]>`
    SELECT x.card_id FROM card_transfer x JOIN transition t ON t.card_id = x.card_id AND t.seq = 1
    WHERE greatest(x.at, x.created_at, x.started_at, x.finished_at) > ${now} ORDER BY t.id`;
  for (const { card_id } of transfers) {
    await db().$executeRaw`
      UPDATE card c SET started_at = m.started_at, finished_at = m.finished_at
      FROM card_transfer x, card y, LATERAL card_milestones(y) m
      WHERE x.card_id = ${card_id}::uuid AND y.id = x.from_card_id AND c.id = y.id`;
    await db().$executeRaw`
      UPDATE transition t SET at = greatest(t.at, f.at, c.finished_at + interval '1 millisecond')
      FROM card_transfer x JOIN card c ON c.id = x.from_card_id
      JOIN transition f ON f.card_id = c.id AND f.seq = c.last_seq
      WHERE x.card_id = ${card_id}::uuid AND t.card_id = x.card_id AND t.seq = 1`;
    await db().$executeRaw`
      UPDATE card_transfer x SET at = t.at, created_at = c.created_at, started_at = c.started_at,
        finished_at = c.finished_at, active_ms = least(x.active_ms, span.ms),
        blocked_ms = least(x.blocked_ms, span.ms - least(x.active_ms, span.ms))
      FROM card c, transition t, LATERAL (
        SELECT floor(coalesce(extract(epoch FROM t.at - c.started_at) * 1000, 0))::bigint AS ms) span
      WHERE x.card_id = ${card_id}::uuid AND c.id = x.from_card_id AND t.card_id = x.card_id AND t.seq = 1`;
    await db().$executeRaw`
      UPDATE card c SET created_at = x.created_at, started_at = m.started_at, finished_at = m.finished_at,
        entered_column_at = (SELECT t.at FROM transition t WHERE t.card_id = c.id AND t.seq = c.last_seq)
      FROM card_transfer x, card y, LATERAL card_milestones(y) m
      WHERE x.card_id = ${card_id}::uuid AND y.id = x.card_id AND c.id = y.id`;
  }
}

/** Ends in their time what a clock that was ahead gave years to: sessions, links and files. */
export async function mendLifetimes(now: Date): Promise<number> {
  let mended = 0;
  for (const table of ["session", "one_time_link", "import_file"]) {
    mended += await db().$executeRawUnsafe(
      `UPDATE ${table} SET expires_at = $1::timestamptz + (expires_at - created_at), created_at = $1 WHERE created_at > $1`,
      now,
    );
  }
  return mended;
}

/** Tells a board's followers to read it anew, and its feed why. Returns its version. */
export async function recordMending(boardId: string, detail: Record<string, unknown>): Promise<void> {
  await db().$executeRaw`
    SELECT record_activity(${boardId}::uuid, 'board.clock-mended', NULL, NULL, ${JSON.stringify(detail)}::jsonb)`;
}
