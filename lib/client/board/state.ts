import type { BoardEvent } from "@/lib/contracts/activity";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { applyCommand, type BoardCommand } from "./command";
import {
  type BoardModel,
  toBoardModel,
  withCard,
  withLabelReplaced,
  withoutCard,
  withoutWaiting,
  withStructure,
} from "./model";

/**
 * What the server has confirmed, what is still wanted, and the two together.
 *
 * Answers and live events come by different ways and in any order, so each is applied only where it is newer than
 * what is known: a card by its own version, its absence by the board's.
 */
export type BoardState = {
  readonly confirmed: BoardModel;
  readonly pending: readonly BoardCommand[];
  /** `confirmed` with every pending command applied: what the screen draws. */
  readonly shown: BoardModel;
  /** Version of the newest event applied: where the live stream goes on. */
  readonly version: number;
  /** Board version at which a card was taken off, so that an older answer does not bring it back. */
  readonly gone: ReadonlyMap<string, number>;
};

export type BoardAction =
  /** `isAnew`: of another history, in which a lower version is no older. */
  | { type: "snapshot"; snapshot: BoardSnapshot; isAnew?: boolean }
  | { type: "event"; event: BoardEvent }
  | { type: "begun"; command: BoardCommand }
  /** The server did it. No `cards`: the card left the board. Without `boardVersion` the cards' own versions decide. */
  | { type: "done"; commandId: string; cards: readonly CardView[]; boardVersion?: number }
  | { type: "refused"; commandId: string }
  /** A card read on its own. */
  | { type: "card"; card: CardView }
  /** A card that has come back onto the board by this person's own hand. */
  | { type: "restored"; card: CardView };

export function initialBoardState(snapshot: BoardSnapshot): BoardState {
  const confirmed = toBoardModel(snapshot);
  return { confirmed, pending: [], shown: confirmed, version: snapshot.board.version, gone: new Map() };
}

export function reduceBoard(state: BoardState, action: BoardAction): BoardState {
  switch (action.type) {
    case "snapshot":
      return action.snapshot.board.version < state.version && !action.isAnew
        ? state
        : derive({
            ...state,
            confirmed: toBoardModel(action.snapshot),
            version: action.snapshot.board.version,
            gone: new Map(),
          });
    case "event":
      return derive(applyEvent(state, action.event));
    case "begun":
      return derive({ ...state, pending: [...state.pending, action.command] });
    case "refused":
      return derive({ ...state, pending: withoutCommand(state.pending, action.commandId) });
    case "done":
      return derive(finish(state, action.commandId, action.cards, action.boardVersion ?? null));
    case "card":
      return derive(confirmCard(state, action.card, null));
    case "restored":
      return derive(confirmCard({ ...state, gone: without(state.gone, action.card.id) }, action.card, null));
  }
}

function finish(
  state: BoardState,
  commandId: string,
  cards: readonly CardView[],
  boardVersion: number | null,
): BoardState {
  const command = state.pending.find((pending) => pending.id === commandId);
  const pending = withoutCommand(state.pending, commandId);
  if (cards.length > 0) {
    return { ...cards.reduce((known, card) => confirmCard(known, card, boardVersion), state), pending };
  }
  if (command?.type !== "remove") return { ...state, pending };
  return { ...takeOff(state, command.cardId, boardVersion ?? state.version), pending };
}

function applyEvent(state: BoardState, event: BoardEvent): BoardState {
  if (event.version <= state.version) return state;
  let next: BoardState = { ...state, version: event.version };
  if (event.structure) {
    const isNewer = event.structure.board.version >= next.confirmed.facts.version;
    if (isNewer) next = { ...next, confirmed: withStructure(next.confirmed, event.structure) };
  }
  if (event.type === "label.merged" || event.type === "label.removed") {
    const { labelId, into } = event.detail as { labelId: string; into?: string };
    next = { ...next, confirmed: withLabelReplaced(next.confirmed, labelId, into ?? null) };
  }
  if (event.cardId && event.card === null) return takeOff(next, event.cardId, event.version);
  if (event.type === "card.created" && event.card) {
    next = { ...next, pending: withoutPlaceholder(next.pending, event.card) };
  }
  return event.card ? confirmCard(next, event.card, event.version) : next;
}

function confirmCard(state: BoardState, card: CardView, boardVersion: number | null): BoardState {
  const goneAt = state.gone.get(card.id);
  if (goneAt !== undefined && (boardVersion === null || boardVersion <= goneAt)) return state;
  const known = state.confirmed.cards.get(card.id);
  if (known && known.version >= card.version) return state;
  if (card.columnId === null) return takeOff(state, card.id, boardVersion ?? state.version);
  const gone = goneAt === undefined ? state.gone : without(state.gone, card.id);
  // The server ends the wait of a card that has come in, without an event of its own.
  const confirmed = withoutWaiting(
    withCard(state.confirmed, card),
    card.id,
    ({ columnId }) => columnId === card.columnId,
  );
  return { ...state, confirmed, gone };
}

function takeOff(state: BoardState, cardId: string, boardVersion: number): BoardState {
  return {
    ...state,
    confirmed: withoutWaiting(withoutCard(state.confirmed, cardId), cardId),
    gone: new Map(state.gone).set(cardId, boardVersion),
  };
}

function derive(state: BoardState): BoardState {
  return { ...state, shown: state.pending.reduce(applyCommand, state.confirmed) };
}

function withoutCommand(pending: readonly BoardCommand[], id: string): readonly BoardCommand[] {
  return pending.filter((command) => command.id !== id);
}

/**
 * The event of a card may come before the answer that this screen waits for. Its placeholder then gives way, or the
 * card would stand there twice and take two slots.
 */
function withoutPlaceholder(pending: readonly BoardCommand[], card: CardView): readonly BoardCommand[] {
  const twin = pending.find(
    (one) => one.type === "create" && one.card.title === card.title && one.card.columnId === card.columnId,
  );
  return twin ? withoutCommand(pending, twin.id) : pending;
}

function without(gone: ReadonlyMap<string, number>, cardId: string): ReadonlyMap<string, number> {
  const rest = new Map(gone);
  rest.delete(cardId);
  return rest;
}
