import "server-only";
import type { LimitView } from "@/lib/contracts/limit";
import type { AndonSign, BlockedSign, OverdueSign, Signs } from "@/lib/contracts/reports/overview";
import { db } from "../../db/transaction";

type OfBoard<T> = { boardId: string; sign: T };

async function readBlocked(boardIds: readonly string[]): Promise<OfBoard<BlockedSign>[]> {
  return db().$queryRaw<OfBoard<BlockedSign>[]>`
    SELECT c.board_id AS "boardId", json_build_object(
      'cardId', c.id, 'number', c.number, 'title', c.title, 'column', k.name, 'since', iso_instant(c.blocked_at),
      'category', coalesce(x.category, ''), 'reason', coalesce(x.reason, '')) AS sign
    FROM card c
    JOIN board_column k ON k.id = c.column_id
    LEFT JOIN LATERAL (SELECT category, reason FROM card_block b
      WHERE b.card_id = c.id AND b.unblocked_at IS NULL ORDER BY b.id DESC LIMIT 1) x ON true
    WHERE c.board_id = ANY(${boardIds}::uuid[]) AND c.blocked_at IS NOT NULL AND c.archived_at IS NULL AND k.kind <> 'done'
    ORDER BY c.blocked_at, c.id`;
}

/** Cards on the board that are not done and whose due date is over in the board's zone, the longest past it first. */
async function readOverdue(boardIds: readonly string[]): Promise<OfBoard<OverdueSign>[]> {
  return db().$queryRaw<OfBoard<OverdueSign>[]>`
    SELECT c.board_id AS "boardId", json_build_object(
      'cardId', c.id, 'number', c.number, 'title', c.title, 'column', k.name, 'dueDate', c.due_on,
      'daysLate', x.today - c.due_on) AS sign
    FROM board b
    CROSS JOIN LATERAL (SELECT (clock_timestamp() AT TIME ZONE b.time_zone)::date AS today) x
    JOIN card c ON c.board_id = b.id
    JOIN board_column k ON k.id = c.column_id
    WHERE b.id = ANY(${boardIds}::uuid[]) AND c.due_on < x.today AND c.archived_at IS NULL AND k.kind <> 'done'
    ORDER BY c.due_on, c.id`;
}

/** Limits with as many cards as they allow or more, those furthest over first. */
async function readFull(boardIds: readonly string[]): Promise<OfBoard<LimitView>[]> {
  return db().$queryRaw<OfBoard<LimitView>[]>`
    SELECT "boardId", sign FROM (
      SELECT b.id AS "boardId", limit_view(l, b) AS sign, l.created_at, l.id
      FROM wip_limit l JOIN board b ON b.id = l.board_id
      WHERE l.board_id = ANY(${boardIds}::uuid[]) AND l.removed_at IS NULL) x
    WHERE (sign->>'count')::int >= (sign->>'max')::int
    ORDER BY (sign->>'count')::int - (sign->>'max')::int DESC, created_at, id`;
}

async function readAndons(boardIds: readonly string[]): Promise<OfBoard<AndonSign>[]> {
  return db().$queryRaw<OfBoard<AndonSign>[]>`
    SELECT a.board_id AS "boardId", json_build_object(
      'columnId', a.column_id, 'column', k.name, 'reason', a.reason, 'since', iso_instant(a.pulled_at)) AS sign
    FROM andon a JOIN board_column k ON k.id = a.column_id
    WHERE a.board_id = ANY(${boardIds}::uuid[]) AND a.released_at IS NULL
    ORDER BY a.pulled_at, a.id`;
}

/** What needs attention now on each of these boards, the longest-standing first; boards without any are there too. */
export async function readSigns(boardIds: readonly string[]): Promise<Map<string, Signs>> {
  const [blocked, overdue, full, andons] = await Promise.all([
    readBlocked(boardIds),
    readOverdue(boardIds),
    readFull(boardIds),
    readAndons(boardIds),
  ]);
  const signs = new Map<string, Signs>(
    boardIds.map((id) => [id, { blocked: [], overdue: [], full: [], andons: [] }]),
  );
  for (const { boardId, sign } of blocked) signs.get(boardId)?.blocked.push(sign);
  for (const { boardId, sign } of overdue) signs.get(boardId)?.overdue.push(sign);
  for (const { boardId, sign } of full) signs.get(boardId)?.full.push(sign);
  for (const { boardId, sign } of andons) signs.get(boardId)?.andons.push(sign);
  return signs;
}

/** Instant of the board's first transition (epoch ms); null before it. */
export async function findFirstTransition(boardId: string): Promise<number | null> {
  const first = await db().transition.findFirst({
    where: { boardId },
    select: { at: true },
    orderBy: { at: "asc" },
  });
  return first?.at.getTime() ?? null;
}
