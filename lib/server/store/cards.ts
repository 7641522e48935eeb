import "server-only";
import type {
  BlockCardRequest,
  CardDetail,
  CardView,
  CreateCardRequest,
  MoveCardRequest,
  MoveCardsRequest,
  Override,
  TransitionView,
  UpdateCardRequest,
} from "@/lib/contracts/card";
import { type Action, rolesAllowed } from "@/lib/domain/policy";
import { Prisma } from "../db/generated/client";
import { db } from "../db/transaction";
import { runCommand } from "./run-command";

const roles = (action: Action) => Prisma.sql`${rolesAllowed(action)}::member_role[]`;
const writers = roles("card:write");
const overriders = roles("limit:override");
const json = (command: object) => Prisma.sql`${JSON.stringify(command)}::jsonb`;

export type CardStep = { card: CardView; transition: TransitionView | null; boardVersion: number };
export type CardChange = { card: CardView; boardVersion: number };

/** Puts a new card at the end of a column. Refusals are DomainErrors, here and in every command below. */
export function insertCard(actorId: string, boardId: string, cardId: string, command: CreateCardRequest) {
  return runCommand<CardStep>(Prisma.sql`
    SELECT create_card(${actorId}::uuid, ${writers}, ${overriders}, ${boardId}::uuid, ${cardId}::uuid,
      ${json(command)}) AS outcome`);
}

export type MoveOutcome = {
  cards: CardView[];
  transitions: (TransitionView | null)[];
  boardVersion: number;
};

/**
 * Moves cards of one board, in this order, all or none; without `boardId` the first card's board.
 * `transitions` is null where a card stayed in its column.
 */
export function moveCards(
  actorId: string,
  cardIds: readonly string[],
  command: MoveCardRequest | (Omit<MoveCardsRequest, "cardIds"> & { boardId: string }),
) {
  return runCommand<MoveOutcome>(Prisma.sql`
    SELECT move_cards(${actorId}::uuid, ${writers}, ${overriders}, ${cardIds}::uuid[], ${json(command)}) AS outcome`);
}

export function editCard(actorId: string, cardId: string, command: UpdateCardRequest) {
  return runCommand<CardChange>(Prisma.sql`
    SELECT edit_card(${actorId}::uuid, ${writers}, ${overriders}, ${cardId}::uuid, ${json(command)}) AS outcome`);
}

export function archiveCard(actorId: string, cardId: string) {
  return runCommand<CardStep>(Prisma.sql`
    SELECT archive_card(${actorId}::uuid, ${writers}, ${cardId}::uuid) AS outcome`);
}

export function restoreCard(
  actorId: string,
  cardId: string,
  command: { columnId?: string; override?: Override },
) {
  return runCommand<CardStep>(Prisma.sql`
    SELECT restore_card(${actorId}::uuid, ${writers}, ${overriders}, ${cardId}::uuid, ${json(command)}) AS outcome`);
}

export function deleteCard(actorId: string, cardId: string) {
  return runCommand<CardStep>(Prisma.sql`
    SELECT delete_card(${actorId}::uuid, ${writers}, ${cardId}::uuid) AS outcome`);
}

export function blockCard(actorId: string, cardId: string, command: BlockCardRequest) {
  return runCommand<CardChange>(Prisma.sql`
    SELECT block_card(${actorId}::uuid, ${writers}, ${cardId}::uuid, ${json(command)}) AS outcome`);
}

export function unblockCard(actorId: string, cardId: string, command: { override?: Override }) {
  return runCommand<CardChange>(Prisma.sql`
    SELECT unblock_card(${actorId}::uuid, ${writers}, ${overriders}, ${cardId}::uuid, ${json(command)}) AS outcome`);
}

const detailOf = Prisma.sql`card_view(c) || jsonb_build_object('boardId', c.board_id, 'description', c.description,
  'archivedAt', iso_instant(c.archived_at), 'updatedAt', iso_instant(c.updated_at), 'createdById', c.created_by_id)`;

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
      ${options.search ? Prisma.sql`AND (c.title ILIKE ${pattern} OR c.number = ${number ? Number(number) : null}::int)` : Prisma.empty}
      ${options.after ? Prisma.sql`AND (${at}, c.id) < (${options.after.at}::timestamptz, ${options.after.id}::uuid)` : Prisma.empty}
    ORDER BY ${at} DESC, c.id DESC
    LIMIT ${options.limit}`;
}
