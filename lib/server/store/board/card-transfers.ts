import "server-only";
import { DomainError } from "@/lib/domain/errors";
import type { Carried } from "@/lib/flow/log/step-log";
import { reader } from "../../db/below-prisma";
import { db } from "../../db/transaction";

/**
 * What a card's steps alone do not tell: what it brought along from another board, whether it left for another one, and
 * whether it was there before its log began, so that its first step is not its beginning.
 */
export type CardOrigins = { carried: Map<string, Carried>; departed: Set<string>; found: Set<string> };

type Row = {
  cardId: string;
  hasLeft: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  activeMs: string;
  blockedMs: string;
};

const toCarried = (row: Row): Carried => ({
  createdAt: row.createdAt.getTime(),
  startedAt: row.startedAt?.getTime() ?? null,
  finishedAt: row.finishedAt?.getTime() ?? null,
  activeMs: Number(row.activeMs),
  blockedMs: Number(row.blockedMs),
});

/** Must be read after the steps: whoever writes a step has written this with it. */
export async function readOrigins(boardId: string): Promise<CardOrigins> {
  const [transfers, found] = await Promise.all([readTransfers(boardId), readFound(boardId)]);
  return { ...transfers, found };
}

async function readFound(boardId: string): Promise<Set<string>> {
  const { rows } = await reader().query<{ cardId: string }>(
    `SELECT card_id AS "cardId" FROM unknown_beginning WHERE board_id = $1`,
    [boardId],
  );
  return new Set(rows.map(({ cardId }) => cardId));
}

async function readTransfers(boardId: string): Promise<Omit<CardOrigins, "found">> {
  const { rows } = await reader().query<Row>(
    `SELECT CASE WHEN board_id = $1 THEN card_id ELSE from_card_id END AS "cardId", from_board_id = $1 AS "hasLeft",
       created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt",
       active_ms AS "activeMs", blocked_ms AS "blockedMs"
     FROM card_transfer WHERE board_id = $1 OR from_board_id = $1`,
    [boardId],
  );
  return {
    carried: new Map(rows.filter(({ hasLeft }) => !hasLeft).map((row) => [row.cardId, toCarried(row)])),
    departed: new Set(rows.filter(({ hasLeft }) => hasLeft).map(({ cardId }) => cardId)),
  };
}

/** Where a card is that went to another board, over as many boards as it went since. */
export type Successor = { boardId: string; boardName: string; cardId: string; reference: string };

/**
 * Where a card has gone: `movedTo` is null for who may not read the board on which it is now, and where it is no more.
 * Null for a card that did not go anywhere, and for who may read neither the board it left nor that one.
 */
export async function findSuccessor(
  userId: string,
  cardId: string,
): Promise<{ movedTo: Successor | null } | null> {
  const [row] = await db().$queryRaw<(Successor & { mayReadOld: boolean; mayReadNew: boolean })[]>`
    WITH RECURSIVE hop AS (
      SELECT x.card_id, x.board_id, x.from_board_id AS left_id FROM card_transfer x WHERE x.from_card_id = ${cardId}::uuid
      UNION ALL
      SELECT x.card_id, x.board_id, h.left_id FROM hop h JOIN card_transfer x ON x.from_card_id = h.card_id),
    readable AS (
      SELECT b.id FROM board b JOIN membership m ON m.team_id = b.team_id
      WHERE m.user_id = ${userId}::uuid AND b.archived_at IS NULL)
    SELECT b.id AS "boardId", b.name AS "boardName", c.id AS "cardId", b.key || '-' || c.number AS reference,
      h.left_id IN (SELECT id FROM readable) AS "mayReadOld",
      c.deleted_at IS NULL AND b.id IN (SELECT id FROM readable) AS "mayReadNew"
    FROM hop h JOIN card c ON c.id = h.card_id JOIN board b ON b.id = h.board_id
    WHERE NOT EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = h.card_id)`;
  if (!row || !(row.mayReadOld || row.mayReadNew)) return null;
  const { boardId, boardName, reference } = row;
  return { movedTo: row.mayReadNew ? { boardId, boardName, cardId: row.cardId, reference } : null };
}

/** Why there is no such card: `card-transferred`, with where it is now for those who may read that, or `not-found`. */
export async function missingCard(userId: string, cardId: string): Promise<DomainError> {
  const successor = await findSuccessor(userId, cardId);
  if (!successor) return new DomainError("not-found");
  const { movedTo } = successor;
  if (!movedTo) return new DomainError("card-transferred");
  const { boardId, boardName, reference } = movedTo;
  return new DomainError(
    "card-transferred",
    { movedTo: { boardId, cardId: movedTo.cardId } },
    `This card was moved to the board “${boardName}”, where it is ${reference}.`,
  );
}

/** The card of a board by its number, deleted or not; null where the board never had it. */
export async function findCardByNumber(boardId: string, number: number): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM card WHERE board_id = ${boardId}::uuid AND number = ${number}::int`;
  return row?.id ?? null;
}
