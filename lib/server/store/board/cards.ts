import "server-only";
import type {
  BlockCardRequest,
  CardDetail,
  CardView,
  CreateCardRequest,
  MoveCardRequest,
  MoveCardsRequest,
  Override,
  TransferCardRequest,
  TransitionView,
  UndoAnswer,
  UndoRequest,
  UpdateCardRequest,
} from "@/lib/contracts/card";
import { DomainError } from "@/lib/domain/errors";
import { type Action, rolesAllowed } from "@/lib/domain/permission";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";
import { blockStretches } from "./block-stretches";
import { missingCard } from "./card-transfers";
import { runCommand } from "./run-command";

const roles = (action: Action) => Prisma.sql`${rolesAllowed(action)}::member_role[]`;

type Command =
  | "move"
  | "create"
  | "import"
  | "edit"
  | "archive"
  | "restore"
  | "delete"
  | "block"
  | "unblock"
  | "transfer"
  | "undo";

/** What touches many cards, or two boards one after the other, may take as long as any statement. */
function isOfOneCard(name: Command, body: { cardIds?: unknown[] }, isPart: boolean): boolean {
  return !isPart && name !== "import" && name !== "transfer" && (body.cardIds?.length ?? 1) === 1;
}

/**
 * Runs one command on cards in one round trip. `targetId`: the card, or the board where the command is about the board.
 * `isPart`: part of a larger change of the board, which serves the waiting list itself at its end. Throws
 * `card-transferred` for a card that went to another board.
 */
async function command<T>(
  name: Command,
  actorId: string,
  targetId: string,
  body: object = {},
  isPart = false,
): Promise<T> {
  const call = {
    name,
    actorId,
    roles: rolesAllowed("card:write"),
    overrideRoles: rolesAllowed("limit:override"),
    targetId,
    body,
    servesWaiting: !isPart,
  };
  return runCommand<T>(call, { isOfOneCard: isOfOneCard(name, body, isPart) }).catch(
    async (error: unknown) => {
      throw error instanceof DomainError && error.code === "not-found"
        ? await missingCard(actorId, targetId)
        : error;
    },
  );
}

/** `transition` is null where the card stayed in its column. */
export type CardStep = { card: CardView; transition: TransitionView | null; boardVersion: number };

export type MoveOutcome = {
  cards: CardView[];
  transitions: (TransitionView | null)[];
  boardVersion: number;
};

/** Puts a new card at the end of a column. Refusals are DomainErrors, here and in every command below. */
export function insertCard(actorId: string, boardId: string, cardId: string, request: CreateCardRequest) {
  return command<CardStep>("create", actorId, boardId, { ...request, id: cardId });
}

/** Puts new cards at the end of their columns, all or none; a refusal carries the `index` of the first that does not fit. */
export function insertCards(
  actorId: string,
  boardId: string,
  items: readonly (CreateCardRequest & { id: string })[],
  override?: Override,
) {
  return command<{ cards: CardView[]; boardVersion: number }>("import", actorId, boardId, {
    items,
    override,
  });
}

/** Moves cards of one board, in this order, all or none. `targetId`: the board, or the card where there is one. */
export function moveCards(
  actorId: string,
  targetId: string,
  cardIds: readonly string[],
  request: MoveCardRequest | Omit<MoveCardsRequest, "cardIds">,
  isPart = false,
) {
  return command<MoveOutcome>("move", actorId, targetId, { ...request, cardIds }, isPart);
}

export function editCard(actorId: string, cardId: string, request: UpdateCardRequest) {
  return command<CardStep>("edit", actorId, cardId, request);
}

export function archiveCard(actorId: string, cardId: string, isPart = false) {
  return command<CardStep>("archive", actorId, cardId, {}, isPart);
}

export function restoreCard(
  actorId: string,
  cardId: string,
  request: { columnId?: string; override?: Override },
) {
  return command<CardStep>("restore", actorId, cardId, request);
}

export function deleteCard(actorId: string, cardId: string) {
  return command<CardStep>("delete", actorId, cardId);
}

export function blockCard(actorId: string, cardId: string, request: BlockCardRequest) {
  return command<CardStep>("block", actorId, cardId, request);
}

export function unblockCard(actorId: string, cardId: string, request: { override?: Override }) {
  return command<CardStep>("unblock", actorId, cardId, request);
}

/** Takes a card to another board, where it is `newId`. */
export function transferCard(actorId: string, cardId: string, newId: string, request: TransferCardRequest) {
  return command<CardStep & { boardId: string }>("transfer", actorId, cardId, { ...request, id: newId });
}

/** Takes back an activity of this person. */
export function undo(actorId: string, boardId: string, request: UndoRequest) {
  return command<UndoAnswer>("undo", actorId, boardId, request);
}

const detailOf = Prisma.sql`card_view(c) || jsonb_build_object('boardId', c.board_id, 'description', c.description,
  'archivedAt', iso_instant(c.archived_at), 'updatedAt', iso_instant(c.updated_at), 'createdById', c.created_by_id,
  'blocks', (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', b.reason, 'category', b.category,
      'blockedAt', iso_instant(b.blocked_at), 'blockedById', b.blocked_by_id,
      'unblockedAt', iso_instant(b.unblocked_at), 'unblockedById', b.unblocked_by_id,
      'stretches', (SELECT coalesce(jsonb_agg(jsonb_build_object('from', iso_instant(s.from_at),
          'to', iso_instant(s.to_at)) ORDER BY s.from_at), '[]')
        FROM ${Prisma.raw(blockStretches)})) ORDER BY b.id), '[]')
    FROM card_block b WHERE b.card_id = c.id),
  'limitBreaches', (SELECT coalesce(jsonb_agg(jsonb_build_object('limitId', x.limit_id, 'max', x.max,
      'count', x.count, 'actorId', x.actor_id, 'actorName', u.name, 'reason', x.reason, 'at', iso_instant(x.at))
      ORDER BY x.id), '[]')
    FROM limit_breach x LEFT JOIN user_account u ON u.id = x.actor_id WHERE x.card_id = c.id),
  'confirmedPolicyIds', (SELECT coalesce(jsonb_agg(x.policy_id), '[]')
    FROM exit_check x JOIN exit_policy p ON p.id = x.policy_id
    WHERE x.card_id = c.id AND p.column_id = c.column_id AND x.confirmed_at >= c.entered_column_at))`;

/** A card with everything on its own page, if this person may read its board; deleted ones never. */
export async function findCardDetail(actorId: string, cardId: string): Promise<CardDetail | null> {
  const [row] = await db().$queryRaw<{ detail: CardDetail }[]>`
    SELECT ${detailOf} AS detail
    FROM card c
    JOIN board b ON b.id = c.board_id AND b.archived_at IS NULL
    JOIN membership m ON m.team_id = b.team_id AND m.user_id = ${actorId}::uuid
      AND m.role = ANY (${roles("board:read")})
    WHERE c.id = ${cardId}::uuid AND c.deleted_at IS NULL`;
  return row?.detail ?? null;
}

export type CardListOptions = {
  archived: boolean;
  /** Words of the title, or a number with or without the board's key. */
  search: string;
  /** Where the page before ended: the last card's instant (archived, else created) and id. */
  after: { at: string; id: string } | null;
  limit: number;
};

/** Cards of a board, deleted ones left out; the last archived, or the last created, first. */
export async function listCards(
  boardId: string,
  options: CardListOptions,
): Promise<{ detail: CardDetail; at: Date }[]> {
  const at = options.archived ? Prisma.sql`c.archived_at` : Prisma.sql`c.created_at`;
  const number = /^(?:[a-z][a-z0-9]*-|#)?(\d{1,9})$/i.exec(options.search)?.[1];
  const pattern = `%${options.search.replace(/[\\%_]/g, "\\$&")}%`;
  return db().$queryRaw<{ detail: CardDetail; at: Date }[]>`
    SELECT ${detailOf} AS detail, ${at} AS at
    FROM card c
    WHERE c.board_id = ${boardId}::uuid AND c.deleted_at IS NULL
      AND (c.archived_at IS NOT NULL) = ${options.archived}
      ${options.search ? Prisma.sql`AND (normalize(c.title, NFC) ILIKE ${pattern} OR c.number = ${number ? Number(number) : null}::int)` : Prisma.empty}
      ${options.after ? Prisma.sql`AND (${at}, c.id) < (${options.after.at}::timestamptz, ${options.after.id}::uuid)` : Prisma.empty}
    ORDER BY ${at} DESC, c.id DESC
    LIMIT ${options.limit}`;
}
