import "server-only";
import type { LimitChange, LimitView } from "@/lib/contracts/limit";
import type { ClassOfService } from "@/lib/domain/board";
import type { LimitMode } from "@/lib/domain/limit";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";
import { readPresent } from "../clock/clock";

export type StoredLimit = {
  id: string;
  boardId: string;
  max: number;
  mode: LimitMode;
  columnIds: string[];
  laneId: string | null;
  userId: string | null;
  perPerson: boolean;
  classOfService: ClassOfService | null;
};

/** Who changes a limit and why; goes into its history. */
export type LimitAuthor = { actorId: string; why: string | null };

const facts = {
  id: true,
  boardId: true,
  max: true,
  mode: true,
  columnIds: true,
  laneId: true,
  userId: true,
  perPerson: true,
  classOfService: true,
} as const;

/** Dated by the database's clock, under the lock: the clocks of several servers may differ. */
async function change({ actorId, why }: LimitAuthor) {
  return { changedAt: await readPresent(), changedById: actorId, changedWhy: why };
}

/** A limit in force; null for an unknown or removed one. */
export async function findLimit(limitId: string): Promise<StoredLimit | null> {
  const limit = await db().wipLimit.findFirst({ where: { id: limitId, removedAt: null }, select: facts });
  return limit as StoredLimit | null;
}

/** The limit of one column and nothing else; null when it has none. */
export async function findColumnLimit(boardId: string, columnId: string): Promise<StoredLimit | null> {
  const limit = await db().wipLimit.findFirst({
    where: {
      boardId,
      removedAt: null,
      columnIds: { equals: [columnId] },
      laneId: null,
      userId: null,
      perPerson: false,
      classOfService: null,
    },
    orderBy: { createdAt: "asc" },
    select: facts,
  });
  return limit as StoredLimit | null;
}

/** Limits in force that cover this column and no other. */
export async function listLimitsOfColumnAlone(boardId: string, columnId: string): Promise<StoredLimit[]> {
  const limits = await db().wipLimit.findMany({
    where: { boardId, removedAt: null, columnIds: { equals: [columnId] } },
    select: facts,
  });
  return limits as StoredLimit[];
}

/** Limits in force that are about this lane. */
export async function listLimitsOfLane(boardId: string, laneId: string): Promise<StoredLimit[]> {
  const limits = await db().wipLimit.findMany({ where: { boardId, removedAt: null, laneId }, select: facts });
  return limits as StoredLimit[];
}

export async function insertLimit(limit: StoredLimit, author: LimitAuthor): Promise<void> {
  await db().wipLimit.create({ data: { ...limit, ...(await change(author)) } });
}

export async function updateLimit(
  limitId: string,
  changes: { max?: number; mode?: LimitMode; columnIds?: string[] },
  author: LimitAuthor,
): Promise<void> {
  await db().wipLimit.update({ where: { id: limitId }, data: { ...changes, ...(await change(author)) } });
}

/** Ends a limit; its row and history stay. */
export async function removeLimit(limitId: string, author: LimitAuthor): Promise<void> {
  const changed = await change(author);
  await db().wipLimit.update({ where: { id: limitId }, data: { ...changed, removedAt: changed.changedAt } });
}

/** A board's limits in force with their true counts, the oldest first; one of them where an id is given. */
export async function listLimitViews(boardId: string, limitId?: string): Promise<LimitView[]> {
  const rows = await db().$queryRaw<{ view: LimitView }[]>`
    SELECT limit_view(l, b) AS view
    FROM wip_limit l JOIN board b ON b.id = l.board_id
    WHERE l.board_id = ${boardId}::uuid AND l.removed_at IS NULL
      ${limitId ? Prisma.sql`AND l.id = ${limitId}::uuid` : Prisma.empty}
    ORDER BY l.created_at, l.id`;
  return rows.map((row) => row.view);
}

/** What these limits of a board cover, removed ones too, the oldest first. */
export async function listScopes(
  boardId: string,
  limitIds: readonly string[],
): Promise<({ limitId: string } & Omit<StoredLimit, "id" | "boardId" | "max" | "mode">)[]> {
  const limits = await db().wipLimit.findMany({
    where: { boardId, id: { in: [...limitIds] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: facts,
  });
  return (limits as StoredLimit[]).map(({ id, boardId: _, max: __, mode: ___, ...scope }) => ({
    limitId: id,
    ...scope,
  }));
}

/** History of a board's limits, newest first; below a row's number where one is given. */
export async function listLimitChanges(
  boardId: string,
  before: string | null,
  limit: number,
): Promise<(LimitChange & { row: string })[]> {
  const rows = await db().$queryRaw<{ row: bigint; view: LimitChange }[]>`
    SELECT x.id AS row, jsonb_build_object('limitId', x.limit_id, 'at', iso_instant(x.at), 'actorId', x.actor_id,
      'fromMax', x.from_max, 'toMax', x.to_max, 'fromMode', x.from_mode, 'toMode', x.to_mode, 'why', x.why)
      || x.scope AS view
    FROM wip_limit_change x
    WHERE x.board_id = ${boardId}::uuid ${before === null ? Prisma.empty : Prisma.sql`AND x.id < ${before}::bigint`}
    ORDER BY x.id DESC LIMIT ${limit}`;
  return rows.map(({ row, view }) => ({ row: row.toString(), ...view }));
}
