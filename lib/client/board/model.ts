import type {
  BoardFacts,
  BoardMemberView,
  BoardSnapshot,
  ColumnView,
  LabelView,
  LaneView,
  WaitingView,
} from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { LimitView } from "@/lib/contracts/limit";
import type { AdmissionBoard, PlacedCard } from "@/lib/domain/limit";
import { compareKeys } from "@/lib/domain/order-key";

/**
 * A board as the screen holds it: cards by id and, per column, in their order. Never changed in place, and a change
 * makes new arrays only for the columns it touches, so that the others need not be drawn again.
 */
export type BoardModel = {
  readonly facts: BoardFacts;
  readonly columns: readonly ColumnView[];
  readonly lanes: readonly LaneView[];
  readonly limits: readonly LimitView[];
  readonly labels: readonly LabelView[];
  /** Cards that wait for full columns, in the order of each waiting list. */
  readonly waiting: readonly WaitingView[];
  readonly members: readonly BoardMemberView[];
  /** Whoever can be named on a card: the members, and those who left or are switched off and say so. */
  readonly people: readonly Person[];
  readonly cards: ReadonlyMap<string, CardView>;
  readonly cardsByColumn: ReadonlyMap<string, readonly CardView[]>;
};

export type Person = { userId: string; name: string };

export type BoardStructure = {
  board: Omit<BoardFacts, "role">;
  columns: readonly ColumnView[];
  lanes: readonly LaneView[];
  limits: readonly LimitView[];
  labels: readonly LabelView[];
  waiting: readonly WaitingView[];
};

const noCards: readonly CardView[] = [];

export function toBoardModel(snapshot: BoardSnapshot): BoardModel {
  const cards = snapshot.cards.filter((card) => card.columnId !== null);
  const cardsByColumn = new Map<string, CardView[]>();
  for (const card of cards) {
    const column = cardsByColumn.get(card.columnId as string);
    if (column) column.push(card);
    else cardsByColumn.set(card.columnId as string, [card]);
  }
  for (const column of cardsByColumn.values()) column.sort(compareCards);
  return {
    facts: snapshot.board,
    columns: inOrder(snapshot.columns),
    lanes: snapshot.lanes,
    limits: snapshot.limits,
    labels: snapshot.labels,
    waiting: snapshot.waiting,
    members: snapshot.members,
    people: [
      ...snapshot.members,
      ...snapshot.formerMembers.map(({ userId, name, disabled }) => ({
        userId,
        name: `${name} (${disabled ? "switched off" : "left the team"})`,
      })),
    ],
    cards: new Map(cards.map((card) => [card.id, card])),
    cardsByColumn,
  };
}

/** Cards of a column from top to bottom; empty for a column that is not there. */
export function cardsIn(model: BoardModel, columnId: string): readonly CardView[] {
  return model.cardsByColumn.get(columnId) ?? noCards;
}

/** The board with the card where the card itself says; a card without a column is taken off. */
export function withCard(model: BoardModel, card: CardView): BoardModel {
  if (card.columnId === null) return withoutCard(model, card.id);
  const before = model.cards.get(card.id);
  const cardsByColumn = new Map(model.cardsByColumn);
  if (before?.columnId && before.columnId !== card.columnId) {
    cardsByColumn.set(before.columnId, without(cardsIn(model, before.columnId), card.id));
  }
  const rest = without(cardsIn(model, card.columnId), card.id);
  cardsByColumn.set(card.columnId, rest.toSpliced(insertionIndex(rest, card), 0, card));
  return { ...model, cards: new Map(model.cards).set(card.id, card), cardsByColumn };
}

/** The board with the card at `index` among the other cards of its column, whatever its order key says. */
export function withCardAt(model: BoardModel, card: CardView, index: number): BoardModel {
  const columnId = card.columnId as string;
  const removed = withoutCard(model, card.id);
  const others = cardsIn(removed, columnId);
  return {
    ...removed,
    cards: new Map(removed.cards).set(card.id, card),
    cardsByColumn: new Map(removed.cardsByColumn).set(columnId, others.toSpliced(index, 0, card)),
  };
}

/** The board with other content on a card that stays where it is. */
export function withEditedCard(model: BoardModel, card: CardView): BoardModel {
  const columnId = card.columnId as string;
  const cards = cardsIn(model, columnId).map((other) => (other.id === card.id ? card : other));
  return {
    ...model,
    cards: new Map(model.cards).set(card.id, card),
    cardsByColumn: new Map(model.cardsByColumn).set(columnId, cards),
  };
}

export function withoutCard(model: BoardModel, cardId: string): BoardModel {
  const card = model.cards.get(cardId);
  if (!card) return model;
  const cards = new Map(model.cards);
  cards.delete(cardId);
  const cardsByColumn = new Map(model.cardsByColumn);
  const columnId = card.columnId as string;
  cardsByColumn.set(columnId, without(cardsIn(model, columnId), cardId));
  return { ...model, cards, cardsByColumn };
}

/** The board with other columns, limits, labels or settings and the same cards. */
export function withStructure(model: BoardModel, structure: BoardStructure): BoardModel {
  return {
    ...model,
    facts: { ...structure.board, role: model.facts.role },
    columns: inOrder(structure.columns),
    lanes: structure.lanes,
    limits: structure.limits,
    labels: structure.labels,
    waiting: structure.waiting,
  };
}

/** The board with another label, or with none, on every card that carries this one. */
export function withLabelReplaced(model: BoardModel, labelId: string, into: string | null): BoardModel {
  const replace = (card: CardView): CardView => {
    if (!card.labelIds.includes(labelId)) return card;
    const others = card.labelIds.filter((id) => id !== labelId && id !== into);
    return { ...card, labelIds: into === null ? others : [...others, into] };
  };
  const cards = new Map([...model.cards].map(([id, card]) => [id, replace(card)]));
  const cardsByColumn = new Map(
    [...model.cardsByColumn].map(([columnId, column]) => [
      columnId,
      column.some((card) => card.labelIds.includes(labelId))
        ? column.map((card) => cards.get(card.id) ?? card)
        : column,
    ]),
  );
  return { ...model, cards, cardsByColumn };
}

/** The board without those entries of the card on waiting lists of which `isOver` says so. */
export function withoutWaiting(
  model: BoardModel,
  cardId: string,
  isOver: (waiting: WaitingView) => boolean = () => true,
): BoardModel {
  const waiting = model.waiting.filter((entry) => entry.cardId !== cardId || !isOver(entry));
  return waiting.length === model.waiting.length ? model : { ...model, waiting };
}

const admissionBoards = new WeakMap<BoardModel, AdmissionBoard>();

/** What the admission rule asks of this board. Made once per model. */
export function admissionBoardOf(model: BoardModel): AdmissionBoard {
  const known = admissionBoards.get(model);
  if (known) return known;
  const made: AdmissionBoard = {
    columns: model.columns,
    limits: model.limits,
    cards: [...model.cards.values()] as PlacedCard[],
    blockedCardsCount: model.facts.blockedCardsCount,
    expediteExempt: model.facts.expediteExempt,
  };
  admissionBoards.set(model, made);
  return made;
}

function inOrder(columns: readonly ColumnView[]): readonly ColumnView[] {
  return columns.filter((column) => column.archivedAt === null).sort((a, b) => a.position - b.position);
}

function without(cards: readonly CardView[], cardId: string): readonly CardView[] {
  return cards.filter((card) => card.id !== cardId);
}

function insertionIndex(cards: readonly CardView[], card: CardView): number {
  let low = 0;
  let high = cards.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCards(cards[middle] as CardView, card) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareCards(a: CardView, b: CardView): number {
  return compareKeys(a.position, b.position) || compareKeys(a.id, b.id);
}
