import "server-only";
import type { LimitChange } from "@/lib/contracts/limit";
import type { ServiceLevelExpectation } from "@/lib/contracts/service-level";
import type { WorkingDays } from "@/lib/contracts/working-days";
import type { LogEntry } from "@/lib/flow/log/step-log";
import type { FlowBoard } from "@/lib/flow/log/workflow";
import { reader } from "../../db/below-prisma";
import { readOrigins } from "../board/card-transfers";

type BoardRow = {
  time_zone: string;
  commitment_column_id: string | null;
  agreed: ServiceLevelExpectation | null;
  working_days: WorkingDays | null;
  created_at: Date;
  now_ms: number;
};

/**
 * A board as its reports read it: its columns and settings, when it was created, the present instant of its reports
 * (epoch ms), its service level expectation, and its working days.
 */
export type AgreedBoard = FlowBoard & {
  createdAt: number;
  now: number;
  agreed: ServiceLevelExpectation | null;
  workingDays: WorkingDays | null;
};

/** The board under which the log is read, every column of it, archived ones too. */
export async function readFlowBoard(boardId: string): Promise<AgreedBoard> {
  const [board, columns] = await Promise.all([
    reader().query<BoardRow>(
      `SELECT time_zone, commitment_column_id, created_at, (extract(epoch FROM board_now(id)) * 1000)::float8 AS now_ms, service_level_view(b) AS agreed, working_days_view(b) AS working_days
       FROM board b WHERE id = $1`,
      [boardId],
    ),
    reader().query<FlowBoard["columns"][number]>(
      "SELECT id, name, kind, position FROM board_column WHERE board_id = $1 ORDER BY position, id",
      [boardId],
    ),
  ]);
  const facts = board.rows[0];
  return {
    timeZone: facts?.time_zone ?? "UTC",
    commitmentColumnId: facts?.commitment_column_id ?? null,
    createdAt: facts?.created_at.getTime() ?? 0,
    now: Math.round(facts?.now_ms ?? 0),
    agreed: facts?.agreed ?? null,
    workingDays: facts?.working_days ?? null,
    columns: columns.rows,
  };
}

type LogRow = {
  card_id: string;
  seq: number;
  from_column_id: string | null;
  to_column_id: string | null;
  at_ms: string;
};

const logColumns =
  "t.card_id, t.seq, t.from_column_id, t.to_column_id, extract(epoch FROM t.at) * 1000 AS at_ms";

/** The entries, each card's in order, with what its transfers and an unknown beginning add. */
async function withOrigins(boardId: string, log: LogEntry[]): Promise<LogEntry[]> {
  const { carried, departed, found } = await readOrigins(boardId);
  if (carried.size + departed.size + found.size === 0) return log;
  return log.map((entry, index) => ({
    ...entry,
    ...(entry.seq === 1 && { carried: carried.get(entry.cardId), isFound: found.has(entry.cardId) }),
    ...(log[index + 1]?.cardId !== entry.cardId && { isTransfer: departed.has(entry.cardId) }),
  }));
}

const toEntry = (row: LogRow): LogEntry => ({
  cardId: row.card_id,
  seq: row.seq,
  fromColumnId: row.from_column_id,
  toColumnId: row.to_column_id,
  at: Math.round(Number(row.at_ms)),
});

/** The whole log of the cards that were finished within `[from, to)` (epoch ms), each card's entries in order. */
export async function readLogOfFinished(boardId: string, from: number, to: number): Promise<LogEntry[]> {
  const { rows } = await reader().query<LogRow>(
    `SELECT ${logColumns} FROM card c JOIN transition t ON t.card_id = c.id
     WHERE c.board_id = $1 AND c.finished_at >= $2 AND c.finished_at < $3 ORDER BY t.card_id, t.seq`,
    [boardId, new Date(from), new Date(to)],
  );
  return withOrigins(boardId, rows.map(toEntry));
}

/** Instant of the board's newest transition (epoch ms); null before the first. */
export async function findLastTransition(boardId: string): Promise<number | null> {
  const { rows } = await reader().query<{ at: Date }>(
    "SELECT at FROM transition WHERE board_id = $1 ORDER BY at DESC LIMIT 1",
    [boardId],
  );
  return rows[0]?.at.getTime() ?? null;
}

/** Number and title of cards, for what stands behind a figure. */
export async function readCardFacts(
  cardIds: readonly string[],
): Promise<Map<string, { number: number; title: string }>> {
  if (cardIds.length === 0) return new Map();
  const { rows } = await reader().query<{ id: string; number: number; title: string }>(
    "SELECT id, number, title FROM card WHERE id = ANY($1)",
    [cardIds],
  );
  return new Map(rows.map(({ id, number, title }) => [id, { number, title }]));
}

type ChangeRow = {
  limit_id: string;
  at: Date;
  actor_id: string | null;
  from_max: number | null;
  to_max: number | null;
  from_mode: LimitChange["fromMode"];
  to_mode: LimitChange["toMode"];
  scope: Pick<LimitChange, "columnIds" | "laneId" | "userId" | "perPerson" | "classOfService">;
  why: string | null;
};

/** Changes of the board's limits within `[from, to)` (epoch ms), oldest first. */
export async function readLimitChanges(boardId: string, from: number, to: number): Promise<LimitChange[]> {
  const { rows } = await reader().query<ChangeRow>(
    `SELECT limit_id, at, actor_id, from_max, to_max, from_mode, to_mode, scope, why FROM wip_limit_change
     WHERE board_id = $1 AND at >= $2 AND at < $3 ORDER BY at, id`,
    [boardId, new Date(from), new Date(to)],
  );
  return rows.map((row) => ({
    limitId: row.limit_id,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    fromMax: row.from_max,
    toMax: row.to_max,
    fromMode: row.from_mode,
    toMode: row.to_mode,
    ...row.scope,
    why: row.why,
  }));
}
