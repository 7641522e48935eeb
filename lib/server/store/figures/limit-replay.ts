import "server-only";
import type { ClassOfService } from "@/lib/domain/board";
import type { CardPlace, CountingRules, LimitMode, PlacedCard, WipLimit } from "@/lib/domain/limit";
import type { ReplayEvent, ReplayStart } from "@/lib/domain/limit-replay";
import { reader } from "../../db/below-prisma";

/** Columns and settings by which the board's limits count; archived columns too, since they stand in the past. */
export async function readCountingRules(boardId: string): Promise<CountingRules> {
  const [settings, columns] = await Promise.all([
    reader().query<{ blocked_cards_count: boolean; expedite_exempt: boolean }>(
      "SELECT blocked_cards_count, expedite_exempt FROM board WHERE id = $1",
      [boardId],
    ),
    reader().query<CountingRules["columns"][number]>(
      `SELECT id, kind, done_part_of AS "donePartOf" FROM board_column WHERE board_id = $1`,
      [boardId],
    ),
  ]);
  return {
    columns: columns.rows,
    blockedCardsCount: settings.rows[0]?.blocked_cards_count ?? true,
    expediteExempt: settings.rows[0]?.expedite_exempt ?? false,
  };
}

type PlaceRow = {
  card_id: string;
  column_id: string | null;
  lane_id: string | null;
  class_of_service: ClassOfService;
  assignee_ids: string[] | null;
  blocked: boolean;
};

const placeFacts = "p.card_id, p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked";

function toPlace(row: PlaceRow): CardPlace | null {
  if (row.column_id === null) return null;
  return {
    columnId: row.column_id,
    laneId: row.lane_id,
    classOfService: row.class_of_service,
    assigneeIds: row.assignee_ids ?? [],
    blocked: row.blocked,
  };
}

type Scope = Pick<WipLimit, "columnIds" | "laneId" | "userId" | "perPerson" | "classOfService">;
type LimitRow = { limit_id: string; to_max: number | null; to_mode: LimitMode | null; scope: Scope };

function toLimit({ limit_id: id, to_max: max, to_mode: mode, scope }: LimitRow): WipLimit | null {
  return max === null || mode === null ? null : { ...scope, id, max, mode };
}

/** Instant of the first placement of the board (epoch ms); null before it. */
export async function findFirstPlacement(boardId: string): Promise<number | null> {
  const { rows } = await reader().query<{ at: Date }>(
    "SELECT at FROM placement WHERE board_id = $1 ORDER BY at LIMIT 1",
    [boardId],
  );
  return rows[0]?.at.getTime() ?? null;
}

/**
 * Limits and cards of the board just before an instant (epoch ms). Of cards that have not changed since and are off
 * the board nothing is read.
 */
export async function readStateBefore(boardId: string, at: number): Promise<ReplayStart> {
  const [limits, cards] = await Promise.all([
    reader().query<LimitRow>(
      `SELECT DISTINCT ON (limit_id) limit_id, to_max, to_mode, scope FROM wip_limit_change
       WHERE board_id = $1 AND at < $2 ORDER BY limit_id, seq DESC`,
      [boardId, new Date(at)],
    ),
    reader().query<PlaceRow>(
      `SELECT ${placeFacts}
       FROM card c, LATERAL (
         SELECT * FROM placement x WHERE x.card_id = c.id AND x.at < $2 ORDER BY x.id DESC LIMIT 1) p
       WHERE c.board_id = $1 AND p.column_id IS NOT NULL
         AND (c.archived_at IS NULL OR c.id IN (
           SELECT y.card_id FROM placement y WHERE y.board_id = $1 AND y.at >= $2))`,
      [boardId, new Date(at)],
    ),
  ]);
  return {
    at,
    limits: limits.rows.flatMap((row) => toLimit(row) ?? []),
    cards: cards.rows.flatMap((row): PlacedCard | [] => {
      const place = toPlace(row);
      return place ? { id: row.card_id, ...place } : [];
    }),
  };
}

type EventRow = { at_ms: number; version: string } & (
  | ({ limit_id: null } & PlaceRow)
  | ({ card_id: null } & LimitRow)
);

function toEvent(row: EventRow): ReplayEvent {
  const at = Math.round(row.at_ms);
  if (row.limit_id !== null) return { kind: "limit", limitId: row.limit_id, at, limit: toLimit(row) };
  return { kind: "placement", cardId: row.card_id, version: Number(row.version), at, place: toPlace(row) };
}

/**
 * Changes of cards and limits within `[from, to)` (epoch ms), in the order in which they came true.
 *
 * That is the order of their one numbering, which the board's lock gives. Only history that was written as a whole,
 * and what is older than it, was numbered later than it happened: there the instants decide.
 */
export async function readReplayEvents(boardId: string, from: number, to: number): Promise<ReplayEvent[]> {
  const { rows } = await reader().query<EventRow>(
    `WITH event AS (
       SELECT p.id AS seq, p.at, p.version, ${placeFacts},
         NULL::uuid AS limit_id, NULL::int AS to_max, NULL::text AS to_mode, NULL::jsonb AS scope
       FROM placement p WHERE p.board_id = $1 AND p.at >= $2 AND p.at < $3
       UNION ALL
       SELECT x.seq, x.at, 0, NULL, NULL, NULL, NULL, NULL, NULL, x.limit_id, x.to_max, x.to_mode::text, x.scope
       FROM wip_limit_change x WHERE x.board_id = $1 AND x.at >= $2 AND x.at < $3),
     whole AS (SELECT coalesce(max(seq), 0) AS seq FROM event WHERE limit_id IS NULL AND version = 0)
     SELECT e.card_id, e.column_id, e.lane_id, e.class_of_service, e.assignee_ids, e.blocked, e.version,
       e.limit_id, e.to_max, e.to_mode, e.scope, (extract(epoch FROM e.at) * 1000)::float8 AS at_ms
     FROM event e, whole
     ORDER BY e.seq > whole.seq, CASE WHEN e.seq <= whole.seq THEN e.at END, e.seq`,
    [boardId, new Date(from), new Date(to)],
  );
  return rows.map(toEvent);
}
