import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import type { BoardSnapshot, BoardSummary, UpdateBoardRequest } from "@/lib/contracts/board";
import type { JsonText } from "@/lib/contracts/json-text";
import type { ServiceLevelExpectation } from "@/lib/contracts/service-level";
import type { WorkingDays } from "@/lib/contracts/working-days";
import type { MemberRole } from "@/lib/domain/permission";
import { prepared } from "../../db/prepared";
import { db, inTransaction, isInTransaction } from "../../db/transaction";
import { keepSnapshot, keptSnapshots } from "./kept-snapshots";

export type BoardAccess = { boardId: string; teamId: string; role: MemberRole };

const boardAccess = prepared<BoardAccess>(
  "board-access",
  `SELECT b.id AS "boardId", b.team_id AS "teamId", m.role::text AS role
   FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = $1::uuid
   WHERE b.id = $2::uuid AND b.archived_at IS NULL`,
);

/** A person's role on a board that is not archived; null for strangers and unknown boards alike. */
export async function findBoardAccess(userId: string, boardId: string): Promise<BoardAccess | null> {
  const [row] = await boardAccess(userId, boardId);
  return row ?? null;
}

export type SnapshotText = {
  /** Strong entity tag with its quotes: version of the board, and who is on it in which role. */
  etag: string;
  /** Null when the reader's tag is still right. */
  body: JsonText<BoardSnapshot> | null;
};

const boardSnapshot = prepared<SnapshotText>(
  "board-snapshot",
  "SELECT etag, body FROM board_snapshot($1::uuid, $2::uuid, $3::text[])",
);

/**
 * The whole board as JSON text, in one round trip and one snapshot of the data; null for strangers. What was read lately, and
 * is still so by its entity tag, is not made again.
 */
export async function findBoardSnapshot(
  userId: string,
  boardId: string,
  knownEtag: string | null,
): Promise<SnapshotText | null> {
  // A transaction sees of itself what it may take back.
  const kept = isInTransaction() ? new Map<string, never>() : keptSnapshots(boardId);
  const readAtMs = performance.now();
  const [row] = await boardSnapshot(userId, boardId, [
    ...kept.keys(),
    ...(knownEtag === null ? [] : [knownEtag]),
  ]);
  if (!row) return null;
  const { etag, body } = row;
  if (etag === knownEtag) return { etag, body: null };
  if (body === null) return { etag, body: kept.get(etag) ?? null };
  if (!isInTransaction()) keepSnapshot(boardId, { etag, body }, readAtMs);
  return row;
}

/** An archived board and a person's role in its team; null for strangers, unknown boards and boards in use alike. */
export async function findArchivedAccess(
  userId: string,
  boardId: string,
): Promise<(BoardAccess & { name: string }) | null> {
  const [row] = await db().$queryRaw<(BoardAccess & { name: string })[]>`
    SELECT b.id AS "boardId", b.team_id AS "teamId", m.role::text AS role, b.name
    FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = ${userId}::uuid
    WHERE b.id = ${boardId}::uuid AND b.archived_at IS NOT NULL`;
  return row ?? null;
}

/** Whether an id is that of a board that is archived, or of something on one, in a team of this person. */
export async function isOnArchivedBoard(userId: string, id: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = ${userId}::uuid
    WHERE b.archived_at IS NOT NULL AND b.id IN (
      SELECT ${id}::uuid
      UNION ALL SELECT x.board_id FROM card x WHERE x.id = ${id}::uuid
      UNION ALL SELECT x.board_id FROM board_column x WHERE x.id = ${id}::uuid
      UNION ALL SELECT x.board_id FROM lane x WHERE x.id = ${id}::uuid
      UNION ALL SELECT x.board_id FROM label x WHERE x.id = ${id}::uuid
      UNION ALL SELECT x.board_id FROM wip_limit x WHERE x.id = ${id}::uuid
      UNION ALL SELECT x.board_id FROM exit_policy x WHERE x.id = ${id}::uuid)`;
  return rows.length > 0;
}

/** People on cards of a board who are not in its team any more. */
export async function listFormerAssignees(boardId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT a.user_id AS "userId" FROM card_assignee a JOIN board b ON b.id = a.board_id
    WHERE a.board_id = ${boardId}::uuid AND NOT EXISTS (
      SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = a.user_id)
    ORDER BY 1`;
  return rows.map(({ userId }) => userId);
}

/** Boards of a person's teams by name: those in use, or those that are archived. */
export async function listBoards(userId: string, archived = false): Promise<BoardSummary[]> {
  const rows = await db().$queryRaw<{ summary: BoardSummary }[]>`
    SELECT jsonb_build_object(
      'id', b.id, 'teamId', b.team_id, 'teamName', t.name, 'name', b.name, 'key', b.key, 'timeZone', b.time_zone,
      'version', b.version, 'role', m.role, 'createdAt', iso_instant(b.created_at),
      'archivedAt', iso_instant(b.archived_at), 'serviceLevel', service_level_view(b), 'workingDays', working_days_view(b), 'cardCount', (
        SELECT count(*) FROM card c WHERE c.board_id = b.id AND c.archived_at IS NULL)) AS summary
    FROM membership m
    JOIN team t ON t.id = m.team_id
    JOIN board b ON b.team_id = t.id AND (b.archived_at IS NOT NULL) = ${archived}
    WHERE m.user_id = ${userId}::uuid
    ORDER BY lower(b.name), b.id`;
  return rows.map((row) => row.summary);
}

export type NewBoard = { id: string; teamId: string; name: string; key: string; timeZone: string };

export async function insertBoard(board: NewBoard): Promise<void> {
  await db().board.create({ data: board });
}

/** Marks the open transaction as the one that creates this board; `isBoardWritten` waits until it has ended. */
export async function markBoardInMaking(boardId: string): Promise<void> {
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${boardId}, 0))`;
}

/** Whether a new board is there, once the transaction that writes it has ended one way or the other. */
export async function isBoardWritten(boardId: string): Promise<boolean> {
  return inTransaction(async () => {
    await markBoardInMaking(boardId);
    return (await db().board.count({ where: { id: boardId } })) > 0;
  });
}

const levelColumns = (level: ServiceLevelExpectation | null) => ({
  serviceLevelPercentile: level?.percentile ?? null,
  serviceLevelDays: level?.days ?? null,
});

const workingDayColumns = (days: WorkingDays | null) => ({
  workingWeekdays: days?.weekdays ?? [],
  holidays: days?.holidays.map((day) => new Date(day)) ?? [],
});

export async function updateBoard(
  boardId: string,
  { serviceLevel, workingDays, ...changes }: UpdateBoardRequest & { archivedAt?: Date | null },
): Promise<void> {
  const level = serviceLevel === undefined ? {} : levelColumns(serviceLevel);
  const days = workingDays === undefined ? {} : workingDayColumns(workingDays);
  await db().board.update({ where: { id: boardId }, data: { ...changes, ...level, ...days } });
}

/** Takes the board's lock until the transaction ends; what is read afterwards stays true until then. */
export async function lockBoard(boardId: string): Promise<void> {
  await db().$executeRaw`SELECT lock_board(${boardId}::uuid)`;
}

/**
 * Recomputes the projections of a board's log, after the kind or order of columns, the commitment point or the time
 * zone changed.
 */
export async function projectBoard(boardId: string): Promise<void> {
  await db().$executeRaw`SELECT project_board(${boardId}::uuid)`;
}

/** Recomputes the packed steps of the board's cards, which depend on the log alone. */
export async function projectPaths(boardId: string): Promise<void> {
  await db().$executeRaw`SELECT project_paths(${boardId}::uuid)`;
}

export type BoardStructure = NonNullable<BoardEvent["structure"]>;

/** The board without its cards, with the true occupancy of every column and limit; null once it is archived. */
export async function findBoardStructure(boardId: string): Promise<BoardStructure | null> {
  const [row] = await db().$queryRaw<{ structure: BoardStructure }[]>`
    SELECT board_structure(b) AS structure FROM board b
    WHERE b.id = ${boardId}::uuid AND b.archived_at IS NULL`;
  return row?.structure ?? null;
}

/** Every board, archived ones too. */
export async function listAllBoardIds(): Promise<string[]> {
  const boards = await db().board.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return boards.map((board) => board.id);
}
