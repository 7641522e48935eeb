import type { z } from "zod";
import type { BoardSnapshot, LabelView, WaitingView } from "@/lib/contracts/board";
import type {
  BlockCardRequest,
  CardDetail,
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
  UpdateCardRequest,
} from "@/lib/contracts/card";
import { callApi, type Deliver, longWriteMs } from "../http/api";
import { laterShapeOf, mapShape } from "../http/shape";
import type { ServerQuery } from "../query/server-query";
import type { boardPage, cardPage, transitionPage } from "./board-answers";

const answers = () => import("./board-answers");
const boardSnapshot = laterShapeOf(async () => (await answers()).boardSnapshot);
const cardDetail = laterShapeOf(async () => (await answers()).cardDetail);
const cardView = laterShapeOf(async () => (await answers()).cardView);
const moveCardAnswer = laterShapeOf(async () => (await answers()).moveCardAnswer);
const moveCardsAnswer = laterShapeOf(async () => (await answers()).moveCardsAnswer);
const transferCardAnswer = laterShapeOf(async () => (await answers()).transferCardAnswer);
const undoAnswer = laterShapeOf(async () => (await answers()).undoAnswer);
const labelView = laterShapeOf(async () => (await answers()).labelView);
const waitingView = laterShapeOf(async () => (await answers()).waitingView);

/** What a board screen asks of the server. An interface, so that the store can be tried without one. */
export type BoardApi = {
  /** `isAnew`: whatever copy the browser has is of another history. */
  getBoard: (boardId: string, isAnew?: boolean) => Promise<BoardSnapshot>;
  getCard: (cardId: string) => Promise<CardDetail>;
  createCard: (boardId: string, request: CreateCardRequest) => Promise<CardView>;
  moveCard: (cardId: string, request: MoveCardRequest) => Promise<MoveCardAnswer>;
  moveCards: (boardId: string, request: MoveCardsRequest) => Promise<MoveCardsAnswer>;
  updateCard: (cardId: string, request: UpdateCardRequest) => Promise<CardView>;
  blockCard: (cardId: string, request: BlockCardRequest) => Promise<CardView>;
  unblockCard: (cardId: string, override?: Override) => Promise<CardView>;
  archiveCard: (cardId: string) => Promise<void>;
  restoreCard: (cardId: string, request?: { columnId?: string; override?: Override }) => Promise<CardView>;
  deleteCard: (cardId: string) => Promise<void>;
};

/** The calls of a board screen. `deliver`: how each request is sent, see `callApi`. */
export function boardApiBy(deliver?: Deliver): BoardApi {
  return {
    getBoard: (boardId, isAnew) => callApi(`/boards/${boardId}`, { answer: boardSnapshot, isAnew }),
    getCard: (cardId) => callApi(`/cards/${cardId}`, { answer: cardDetail, deliver }),
    createCard: (boardId, body) =>
      callApi(`/boards/${boardId}/cards`, { method: "POST", body, answer: cardView, deliver }),
    moveCard: (cardId, body) =>
      callApi(`/cards/${cardId}/move`, { method: "POST", body, answer: moveCardAnswer, deliver }),
    moveCards: (boardId, body) =>
      callApi(`/boards/${boardId}/cards/move`, { method: "POST", body, answer: moveCardsAnswer, deliver }),
    updateCard: (cardId, body) =>
      callApi(`/cards/${cardId}`, { method: "PATCH", body, answer: cardView, deliver }),
    blockCard: (cardId, body) =>
      callApi(`/cards/${cardId}/block`, { method: "POST", body, answer: cardView, deliver }),
    unblockCard: (cardId, override) =>
      callApi(`/cards/${cardId}/unblock`, {
        method: "POST",
        body: override ? { override } : {},
        answer: cardView,
        deliver,
      }),
    archiveCard: (cardId) => callApi(`/cards/${cardId}/archive`, { method: "POST", body: {}, deliver }),
    restoreCard: (cardId, body = {}) =>
      callApi(`/cards/${cardId}/restore`, { method: "POST", body, answer: cardView, deliver }),
    deleteCard: (cardId) => callApi(`/cards/${cardId}`, { method: "DELETE", deliver }),
  };
}

/** Reads and writes of one card outside of a board's order. */
export const boardApi = boardApiBy();

/** Ticks one exit policy of the card's column, or takes the tick back. */
export async function checkPolicy(cardId: string, policyId: string, confirmed: boolean): Promise<CardDetail> {
  const body = { policyId, confirmed };
  return callApi(`/cards/${cardId}/exit-checks`, { method: "POST", body, answer: cardDetail });
}

type Items<P extends z.ZodType<{ items: unknown[] }>> = z.infer<P>["items"];

const transitions = mapShape(
  laterShapeOf(async () => (await answers()).transitionPage),
  ({ items }) => items,
);

/** Steps of one card, oldest first. */
export function transitionsOf(cardId: string): ServerQuery<Items<typeof transitionPage>> {
  return { path: `/cards/${cardId}/transitions?limit=1000`, answer: transitions };
}

const archivedCards = laterShapeOf(async () => (await answers()).cardPage);
export type ArchivedCard = Items<typeof cardPage>[number];

/** Archived cards of a board whose title or number matches `search`, the last archived first. */
export function archivedCardsOf(boardId: string, search: string): ServerQuery<z.infer<typeof cardPage>> {
  const query = new URLSearchParams({ archived: "true", limit: "50" });
  // `PRO-42` is the card of that number; the server knows numbers and words.
  if (search) query.set("q", search.replace(/^[a-z][a-z0-9]*-(?=\d+$)/i, ""));
  return { path: `/boards/${boardId}/cards?${query}`, answer: archivedCards };
}

/** Everything about one card. */
export function detailOf(cardId: string): ServerQuery<CardDetail> {
  return { path: `/cards/${cardId}`, answer: cardDetail };
}

/** A board as it is now. */
export function snapshotOf(boardId: string): ServerQuery<BoardSnapshot> {
  return { path: `/boards/${boardId}`, answer: boardSnapshot };
}

const boardList = mapShape(
  laterShapeOf(async () => (await answers()).boardPage),
  ({ items }) => items,
);

/** The boards that this person sees. */
export const boards: ServerQuery<Items<typeof boardPage>> = { path: "/boards", answer: boardList };

export async function createLabel(boardId: string, name: string, colour: string): Promise<LabelView> {
  return callApi(`/boards/${boardId}/labels`, { method: "POST", body: { name, colour }, answer: labelView });
}

/** Puts a card on the waiting list of a full column; a card waits for one column at a time. */
export async function joinWaitingList(
  cardId: string,
  columnId: string,
  laneId?: string | null,
): Promise<WaitingView> {
  return callApi(`/cards/${cardId}/wait`, {
    method: "POST",
    body: { columnId, laneId },
    answer: waitingView,
  });
}

export async function leaveWaitingList(cardId: string): Promise<void> {
  await callApi(`/cards/${cardId}/wait`, { method: "DELETE" });
}

/** Takes back this person's own last action on a board that can be. */
export async function undoLast(boardId: string, override?: Override): Promise<UndoAnswer> {
  const body = override ? { override } : {};
  return callApi(`/boards/${boardId}/undo`, { method: "POST", body, answer: undoAnswer });
}

/** Moves a card to another board, where it is a new one with the same content. */
export async function transferCard(cardId: string, body: TransferCardRequest): Promise<TransferCardAnswer> {
  return callApi(`/cards/${cardId}/transfer`, { method: "POST", body, answer: transferCardAnswer });
}

/** Makes many cards at once: all of them or none. */
export async function createCards(boardId: string, body: ImportCardsRequest): Promise<void> {
  await callApi(`/boards/${boardId}/cards/import`, { method: "POST", body, withinMs: longWriteMs });
}
