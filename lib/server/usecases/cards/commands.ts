import "server-only";
import { v7 as uuidv7 } from "uuid";
import type {
  BlockCardRequest,
  CardView,
  CreateCardRequest,
  ImportCardsRequest,
  MoveCardAnswer,
  MoveCardRequest,
  MoveCardsAnswer,
  MoveCardsRequest,
  Override,
  TransferCardAnswer,
  TransferCardRequest,
  UndoAnswer,
  UndoRequest,
  UpdateCardRequest,
} from "@/lib/contracts/card";
import {
  archiveCard as archiveStoredCard,
  blockCard as blockStoredCard,
  deleteCard as deleteStoredCard,
  editCard,
  insertCard,
  insertCards,
  moveCards as moveStoredCards,
  restoreCard as restoreStoredCard,
  transferCard as transferStoredCard,
  unblockCard as unblockStoredCard,
  undo,
} from "../../store/board/cards";

/** Puts a new card at the end of a column, under its limits. */
export async function createCard(
  userId: string,
  boardId: string,
  request: CreateCardRequest,
): Promise<CardView> {
  const { card } = await insertCard(userId, boardId, uuidv7(), request);
  return card;
}

/** Puts new cards onto a board, under its limits: all of them, or none, naming the first that does not fit. */
export async function createCards(
  userId: string,
  boardId: string,
  { items, override }: ImportCardsRequest,
): Promise<{ items: CardView[]; boardVersion: number }> {
  const numbered = items.map((item) => ({ ...item, id: uuidv7() }));
  const { cards, boardVersion } = await insertCards(userId, boardId, numbered, override);
  return { items: cards, boardVersion };
}

/** Changes what a card says; a change of lane, class or people is judged by the limits it newly falls under. */
export async function updateCard(
  userId: string,
  cardId: string,
  request: UpdateCardRequest,
): Promise<CardView> {
  const { card } = await editCard(userId, cardId, request);
  return card;
}

/** Takes a card off the board: finished work stays finished, any other work is discarded. */
export async function archiveCard(userId: string, cardId: string): Promise<CardView> {
  const { card } = await archiveStoredCard(userId, cardId);
  return card;
}

/** Brings an archived card back into the column that it left, or another, under its limits. */
export async function restoreCard(
  userId: string,
  cardId: string,
  request: { columnId?: string; override?: Override },
): Promise<CardView> {
  const { card } = await restoreStoredCard(userId, cardId, request);
  return card;
}

/** Removes a card from boards and reports; its history before stays. */
export async function deleteCard(userId: string, cardId: string): Promise<void> {
  await deleteStoredCard(userId, cardId);
}

/** Marks a card as blocked; one that is blocked already gets the new reason, and its time goes on. */
export async function blockCard(
  userId: string,
  cardId: string,
  request: BlockCardRequest,
): Promise<CardView> {
  const { card } = await blockStoredCard(userId, cardId, request);
  return card;
}

/** Ends a block. Where blocked cards take no slot, the card comes newly under its limits. */
export async function unblockCard(
  userId: string,
  cardId: string,
  request: { override?: Override },
): Promise<CardView> {
  const { card } = await unblockStoredCard(userId, cardId, request);
  return card;
}

/** Moves one card to a column or to another place in its own. */
export async function moveCard(
  userId: string,
  cardId: string,
  request: MoveCardRequest,
): Promise<MoveCardAnswer> {
  const { cards, transitions, boardVersion } = await moveStoredCards(userId, cardId, [cardId], request);
  const [card] = cards;
  if (!card) throw new Error("A move gave no card.");
  return { card, transition: transitions[0] ?? null, boardVersion };
}

/** Moves cards to the end of a column in the order given: all of them, or none, naming the first that does not fit. */
export async function moveCards(
  userId: string,
  boardId: string,
  { cardIds, ...command }: MoveCardsRequest,
): Promise<MoveCardsAnswer> {
  const moved = await moveStoredCards(userId, boardId, [...new Set(cardIds)], command);
  return { ...moved, transitions: moved.transitions.filter((transition) => transition !== null) };
}

/**
 * Takes a card to another board, under the limits there. It begins there anew, with its content and its labels by
 * name; its history stays on the board that it leaves.
 */
export async function transferCard(
  userId: string,
  cardId: string,
  request: TransferCardRequest,
): Promise<TransferCardAnswer> {
  const { card, boardId, boardVersion } = await transferStoredCard(userId, cardId, uuidv7(), request);
  return { card, boardId, boardVersion };
}

/**
 * Takes back this person's last action on a card of the board, or the one named by its version. What takes it back is
 * an ordinary change and falls under the limits like any other.
 */
export function undoAction(userId: string, boardId: string, request: UndoRequest): Promise<UndoAnswer> {
  return undo(userId, boardId, request);
}
