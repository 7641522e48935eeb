import "server-only";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";
import { aheadBoards } from "../clock/ahead-boards";

/** Broken rows of one invariant: how many, and a few of them by id with what is wrong. */
export type CheckResult = { check: string; breaches: number; examples: string[] };

const maxExamples = 5;

/** What a clock that is ahead or behind makes of sound data. */
export const clockCheck = "nothing on a board is dated in the future";
const queueCheck = "the queue of notices is emptied";
/** Checks of the server that holds the data, not of the data. */
export const checksOfServer: ReadonlySet<string> = new Set([queueCheck]);

/** Each gives one row per breach, with an `example` in words. Each is one statement: one snapshot of the data. */
const checks: Record<string, Prisma.Sql> = {
  "transitions of a card continue one another": Prisma.sql`
    SELECT format('card %s, step %s', card_id, seq) AS example
    FROM (
      SELECT t.*, row_number() OVER w AS place, lag(t.to_column_id) OVER w AS left_at, lag(t.at) OVER w AS before
      FROM transition t WINDOW w AS (PARTITION BY t.card_id ORDER BY t.seq)) t
    WHERE seq <> place OR from_column_id IS DISTINCT FROM left_at OR at < before`,

  "a card is where its log ends": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c
    LEFT JOIN (SELECT DISTINCT ON (card_id) * FROM transition ORDER BY card_id, seq DESC) t ON t.card_id = c.id
    WHERE t.id IS NULL OR t.board_id <> c.board_id OR t.seq <> c.last_seq OR t.at <> c.entered_column_at
      OR t.to_column_id IS DISTINCT FROM c.column_id`,

  // Or the clock is behind now: which of the two is right, no data tells.
  [clockCheck]: Prisma.sql`
    SELECT format('board %s (%s): up to %s; once the clock is right: npm run admin -- mend-clock', b.name, b.id,
      iso_instant(a.at)) AS example
    FROM (${aheadBoards}) a JOIN board b ON b.id = a.board_id`,

  [queueCheck]: Prisma.sql`
    SELECT format('%s %% taken; when it is full nothing can be saved. A session that listens has an old transaction open: see pg_stat_activity',
      round(100 * pg_notification_queue_usage())) AS example
    WHERE pg_notification_queue_usage() > 0.25`,

  "versions of a board have no gaps": Prisma.sql`
    SELECT format('board %s at version %s', b.id, b.version) AS example
    FROM board b
    LEFT JOIN (SELECT board_id, count(*) AS entries, min(version) AS first, max(version) AS newest
      FROM activity GROUP BY board_id) a ON a.board_id = b.id
    WHERE coalesce(a.entries, 0) <> b.version
      OR b.version > 0 AND (a.first <> 1 OR a.newest <> b.version)`,

  "start and finish of a card follow from its log": Prisma.sql`
    WITH place AS (
      SELECT k.*, coalesce(
        (SELECT x.position FROM board_column x WHERE x.id = b.commitment_column_id AND x.board_id = b.id),
        (SELECT min(x.position) FROM board_column x WHERE x.board_id = b.id AND x.kind <> 'backlog')) AS commitment
      FROM board_column k JOIN board b ON b.id = k.board_id),
    mark AS (
      SELECT t.card_id,
        min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= k.commitment) AS started_at,
        max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at,
        max(t.seq) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finish
      FROM transition t LEFT JOIN place k ON k.id = t.to_column_id LEFT JOIN board_column f ON f.id = t.from_column_id
      GROUP BY t.card_id)
    SELECT format('card %s', c.id) AS example
    FROM card c LEFT JOIN mark m ON m.card_id = c.id
    LEFT JOIN card_transfer came ON came.card_id = c.id
    LEFT JOIN card_transfer went ON went.from_card_id = c.id
    LEFT JOIN unknown_beginning found ON found.card_id = c.id
    LEFT JOIN board_column k ON k.id = coalesce(c.column_id, went.from_column_id)
    CROSS JOIN LATERAL (SELECT CASE WHEN k.kind = 'done' THEN CASE WHEN m.finish = 1
      THEN coalesce(came.finished_at, CASE WHEN found.card_id IS NULL THEN m.finished_at END)
      ELSE m.finished_at END END AS at) finish
    WHERE c.finished_at IS DISTINCT FROM finish.at
      OR c.started_at IS DISTINCT FROM CASE WHEN found.card_id IS NULL THEN coalesce(
        CASE WHEN came.started_at IS DISTINCT FROM came.finished_at THEN came.started_at END, m.started_at,
        finish.at) END`,

  "a card was created by its first step, or brought that along": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c JOIN transition t ON t.card_id = c.id AND t.seq = 1
    LEFT JOIN card_transfer came ON came.card_id = c.id
    WHERE c.created_at IS DISTINCT FROM coalesce(came.created_at, t.at)`,

  "a card that came from another board left that one before": Prisma.sql`
    SELECT format('card %s from %s', x.card_id, x.from_card_id) AS example
    FROM card_transfer x
    LEFT JOIN card c ON c.id = x.from_card_id AND c.board_id = x.from_board_id
      AND c.deleted_at IS NOT NULL AND c.created_at = x.created_at
    LEFT JOIN transition went ON went.card_id = c.id AND went.seq = c.last_seq AND went.to_column_id IS NULL
      AND went.from_column_id = x.from_column_id AND went.at <= x.at
    LEFT JOIN transition came ON came.card_id = x.card_id AND came.seq = 1 AND came.board_id = x.board_id
      AND came.at = x.at
    WHERE went.id IS NULL OR came.id IS NULL`,

  "a card of unknown beginning is of its board, and so is what became of it elsewhere": Prisma.sql`
    SELECT format('card %s', u.card_id) AS example
    FROM unknown_beginning u LEFT JOIN card c ON c.id = u.card_id
    WHERE c.board_id IS DISTINCT FROM u.board_id
    UNION ALL
    SELECT format('card %s', x.card_id)
    FROM card_transfer x
    LEFT JOIN unknown_beginning was ON was.card_id = x.from_card_id
    LEFT JOIN unknown_beginning u ON u.card_id = x.card_id
    WHERE (was.card_id IS NULL) <> (u.card_id IS NULL)`,

  // Judged where the log alone tells what took a slot: limits over columns that are not done, on boards that count
  // every card. Instants are kept to the millisecond, so an entry in the very one of a change is given the doubt.
  "no card ever entered over a hard limit": Prisma.sql`
    WITH stretch AS (
      SELECT x.board_id, x.limit_id, x.at, x.to_max, x.to_mode, x.scope,
        ARRAY(SELECT c::uuid FROM jsonb_array_elements_text(x.scope -> 'columnIds') c ORDER BY 1) AS columns,
        lead(x.at) OVER (PARTITION BY x.limit_id ORDER BY x.at, x.id) AS until
      FROM wip_limit_change x),
    judged AS (
      SELECT s.* FROM stretch s JOIN board b ON b.id = s.board_id
      WHERE s.to_max IS NOT NULL AND s.to_mode = 'hard' AND cardinality(s.columns) > 0
        AND s.scope ->> 'laneId' IS NULL AND s.scope ->> 'userId' IS NULL AND s.scope ->> 'classOfService' IS NULL
        AND s.scope -> 'perPerson' = 'false'
        AND NOT EXISTS (SELECT FROM board_column k WHERE k.id = ANY (s.columns) AND k.kind = 'done')
        AND b.blocked_cards_count AND NOT b.expedite_exempt
        AND NOT EXISTS (SELECT FROM activity a WHERE a.board_id = b.id AND a.type = 'board.updated'
          AND a.detail ?| ARRAY['blockedCardsCount', 'expediteExempt'])),
    occupied AS (
      SELECT s.board_id, s.columns, t.id, t.at, t.card_id, t.from_column_id, t.to_column_id,
        sum(coalesce(t.to_column_id = ANY (s.columns), false)::int
          - coalesce(t.from_column_id = ANY (s.columns), false)::int)
          OVER (PARTITION BY s.board_id, s.columns ORDER BY t.at, t.id) AS cards
      FROM (SELECT DISTINCT board_id, columns FROM judged) s
      JOIN transition t ON t.board_id = s.board_id
        AND (t.to_column_id = ANY (s.columns) OR t.from_column_id = ANY (s.columns)))
    SELECT format('card %s made %s of %s under limit %s', o.card_id, o.cards, j.to_max, j.limit_id) AS example
    FROM judged j
    JOIN occupied o ON o.board_id = j.board_id AND o.columns = j.columns
      AND o.at > j.at AND (j.until IS NULL OR o.at < j.until)
    WHERE o.cards > j.to_max AND o.to_column_id = ANY (j.columns)
      AND (o.from_column_id IS NULL OR o.from_column_id <> ALL (j.columns))`,

  "the log of placements ends where the cards are": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c, LATERAL place_of(c) p
    WHERE (p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked) IS DISTINCT FROM (
      SELECT (x.column_id, x.lane_id, x.class_of_service, x.assignee_ids, x.blocked)
      FROM placement x WHERE x.card_id = c.id ORDER BY x.id DESC LIMIT 1)`,

  // Instants are kept to the millisecond, so an entry in the very one of a pull or release is given the doubt.
  "no card came into a column whose andon was pulled": Prisma.sql`
    SELECT format('card %s, step %s', t.card_id, t.seq) AS example
    FROM andon a
    JOIN board_column k ON coalesce(k.done_part_of, k.id) = a.column_id
    JOIN transition t ON t.board_id = a.board_id AND t.to_column_id = k.id
      AND t.at > a.pulled_at AND (a.released_at IS NULL OR t.at < a.released_at)
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE coalesce(f.done_part_of, f.id) IS DISTINCT FROM a.column_id`,

  "a card on a waiting list is on the board and not yet where it waits for": Prisma.sql`
    SELECT format('card %s', w.card_id) AS example
    FROM waiting_card w JOIN card c ON c.id = w.card_id
    WHERE c.archived_at IS NOT NULL OR c.column_id = w.column_id OR c.board_id <> w.board_id`,

  // What reports read: what is projected, and what is newer.
  "the packed path of a card is its log": Prisma.sql`
    SELECT format('card %s, part %s', coalesce(p.card_id, kept.card_id), coalesce(p.part, kept.part)) AS example
    FROM (SELECT x.* FROM board b, card_paths(b.id, 0, end_of_log()) x) p
    FULL JOIN (SELECT card_id, part, board_id, string_agg(steps, '' ORDER BY is_newer) AS steps
      FROM (SELECT *, 0 AS is_newer FROM card_path UNION ALL SELECT x.*, 1 FROM board b, newer_card_paths(b.id) x) y
      GROUP BY 1, 2, 3) kept USING (card_id, part)
    WHERE p.steps IS DISTINCT FROM kept.steps OR p.board_id IS DISTINCT FROM kept.board_id`,

  "what came and went per day follows from the log": Prisma.sql`
    SELECT format('board %s, column %s on %s', board_id, column_id, day) AS example
    FROM (SELECT x.* FROM board b, flow_days(b.id, 0, end_of_log()) x) d
    FULL JOIN (SELECT board_id, day, column_id, sum(entered)::int AS entered, sum(exited)::int AS exited,
        sum(arrived)::int AS arrived, sum(departed)::int AS departed
      FROM (SELECT * FROM flow_day UNION ALL SELECT x.* FROM board b, newer_flow_days(b.id) x) y
      GROUP BY 1, 2, 3) kept USING (board_id, day, column_id)
    WHERE (d.entered, d.exited, d.arrived, d.departed)
      IS DISTINCT FROM (kept.entered, kept.exited, kept.arrived, kept.departed)`,

  // Of a board that has none nothing would ever be projected; beyond the log, what comes next would be left out.
  "projections end within the log of their board": Prisma.sql`
    SELECT format('board %s', b.id) AS example
    FROM board b LEFT JOIN projection p ON p.board_id = b.id
    WHERE p.board_id IS NULL
      OR p.steps_to > coalesce((SELECT max(t.id) FROM transition t WHERE t.board_id = b.id), 0)
      OR p.placements_to > coalesce((SELECT max(x.id) FROM placement x WHERE x.board_id = b.id), 0)`,

  "a card on the board is in one of its columns": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c LEFT JOIN board_column k ON k.id = c.column_id AND k.board_id = c.board_id AND k.archived_at IS NULL
    WHERE c.archived_at IS NULL AND k.id IS NULL`,

  "the next card's number is free": Prisma.sql`
    SELECT format('board %s', b.id) AS example
    FROM board b WHERE b.next_card_number <= (SELECT max(c.number) FROM card c WHERE c.board_id = b.id)`,

  "a limit is what its history says": Prisma.sql`
    SELECT format('limit %s', l.id) AS example
    FROM wip_limit l
    LEFT JOIN (SELECT DISTINCT ON (limit_id) * FROM wip_limit_change ORDER BY limit_id, at DESC, id DESC) x
      ON x.limit_id = l.id
    WHERE x.id IS NULL
      OR x.to_max IS DISTINCT FROM CASE WHEN l.removed_at IS NULL THEN l.max END
      OR x.to_mode IS DISTINCT FROM CASE WHEN l.removed_at IS NULL THEN l.mode END`,

  "a blocked card has one open block": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c LEFT JOIN card_block x ON x.card_id = c.id AND x.unblocked_at IS NULL
    WHERE c.blocked_at IS DISTINCT FROM x.blocked_at`,

  "what hangs on a card is on its board": Prisma.sql`
    SELECT format('card %s', c.id) AS example
    FROM card c
    WHERE EXISTS (SELECT FROM card_assignee a WHERE a.card_id = c.id AND a.board_id <> c.board_id)
      OR EXISTS (SELECT FROM card_label a JOIN label l ON l.id = a.label_id
        WHERE a.card_id = c.id AND (a.board_id <> c.board_id OR l.board_id <> c.board_id))
      OR EXISTS (SELECT FROM card_block x WHERE x.card_id = c.id AND x.board_id <> c.board_id)
      OR EXISTS (SELECT FROM placement x WHERE x.card_id = c.id AND x.board_id <> c.board_id)
      OR EXISTS (SELECT FROM transition t LEFT JOIN board_column k ON k.id = t.to_column_id
        WHERE t.card_id = c.id AND (t.board_id <> c.board_id OR k.board_id <> c.board_id))`,
};

/** Counts the breaches of every invariant of the database; set-based, so it reads the log once per check. */
export async function runChecks(): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [check, breaches] of Object.entries(checks)) {
    const [row] = await db().$queryRaw<{ breaches: number; examples: string[] }[]>`
      WITH breach AS MATERIALIZED (${breaches})
      SELECT (SELECT count(*)::int FROM breach) AS breaches,
        ARRAY(SELECT example FROM breach LIMIT ${maxExamples}) AS examples`;
    results.push({ check, breaches: row?.breaches ?? 0, examples: row?.examples ?? [] });
  }
  return results;
}
