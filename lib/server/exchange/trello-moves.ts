import type { ColumnKind } from "@/lib/domain/board";
import { type HistoryStep, joinVisits } from "@/lib/domain/board-history";
import type { TrelloAction, TrelloCard } from "./trello-file";

/** What happened to a card, as an action tells it. `from`: the list that it left, where the action says so. */
export type CardEvent = { at: number } & (
  | { type: "enter"; listId: string; from: string | null; isCreation: boolean }
  | { type: "archive" | "restore" | "delete"; listId: string | null }
);

const creations = new Set([
  "createCard",
  "copyCard",
  "emailCard",
  "convertToCardFromCheckItem",
  "moveCardToBoard",
]);

const departures = new Set(["deleteCard", "moveCardFromBoard"]);

/** Null where the action says nothing of where its card is. */
export function readCardEvent(action: TrelloAction): CardEvent | null {
  const { card, type, at, list, listBefore, listAfter, wasArchived } = action;
  if (!card) return null;
  if (creations.has(type))
    return list && { type: "enter", listId: list.id, from: null, isCreation: true, at };
  const listId = list?.id ?? null;
  if (departures.has(type)) return { type: "delete", listId, at };
  if (type !== "updateCard") return null;
  if (listAfter)
    return { type: "enter", listId: listAfter.id, from: listBefore?.id ?? null, isCreation: false, at };
  if (wasArchived === false && card.isArchived) return { type: "archive", listId, at };
  return wasArchived === true && card.isArchived === false ? { type: "restore", listId, at } : null;
}

/** What the life of a card is read against. Instants are epoch ms. */
export type Surroundings = {
  keyOf: ReadonlyMap<string, string | null>;
  kindOf: ReadonlyMap<string, ColumnKind>;
  /** Of the lists that are archived: when, where the file says so. */
  archivedLists: ReadonlyMap<string, number | null>;
  /** From here on the file tells of every move. */
  firstAt: number;
  exportedAt: number;
};

export type CardLife = {
  steps: HistoryStep[];
  isArchived: boolean;
  isDeleted: boolean;
  /** The first step is where the card was found, not where it began. */
  isBeginningUnknown: boolean;
  /** Moves are missing: the steps before them are left out. */
  hasGap: boolean;
  isOnArchivedList: boolean;
};

/** The first eight hexadecimal digits of an id are the second in which it was made. */
function madeAt(id: string): number | null {
  return /^[0-9a-f]{24}$/i.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1000 : null;
}

/** Where a card was when the file begins to tell of it; `listId` null where it was off the board, or nothing says. */
type Beginning = { isKnown: boolean; listId: string | null; at: number };

/** A card's place as the events have it up to now. */
class Replay {
  #steps: HistoryStep[] = [];
  #listId: string | null;
  #isKnown: boolean;
  #isArchived = false;
  #isDeleted = false;
  #hasGap = false;
  readonly #around: Surroundings;

  constructor(around: Surroundings, { isKnown, listId, at }: Beginning) {
    this.#around = around;
    this.#isKnown = isKnown;
    this.#listId = listId;
    if (listId !== null) this.#stand(at);
  }

  /** Key of its column; null off the board, undefined on a list that is ignored. */
  get #place(): string | null | undefined {
    return this.#listId === null ? null : this.#around.keyOf.get(this.#listId);
  }

  get #isDone(): boolean {
    const key = this.#place;
    return typeof key === "string" && this.#around.kindOf.get(key) === "done";
  }

  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  #stand(at: number): void {
    const columnKey = this.#place;
    if (columnKey !== undefined) this.#steps.push({ columnKey, at });
  }

  #leave(at: number): void {
    this.#steps.push({ columnKey: null, at });
  }

  /** Found on a list to which the steps before do not lead: some are missing, and nothing follows from those known. */
  #find(listId: string, at: number): void {
    this.#hasGap ||= this.#steps.length > 0;
    this.#steps = [];
    this.#isKnown = false;
    this.#isArchived = false;
    this.#isDeleted = false;
    this.#listId = listId;
    this.#stand(at);
  }

  take(event: CardEvent): void {
    const { at } = event;
    if (event.type === "enter") {
      if (event.from !== null && event.from !== this.#listId && !this.#isDeleted) this.#find(event.from, at);
      this.#listId = event.listId;
      this.#isDeleted = false;
      if (!this.#isArchived || this.#isDone) this.#stand(at);
      return;
    }
    this.#listId = event.listId ?? this.#listId;
    if (event.type === "delete") {
      this.#isDeleted = true;
      this.#leave(at);
    } else {
      this.#isArchived = event.type === "archive";
      if (!this.#isArchived) this.#stand(at);
      else if (!this.#isDone) this.#leave(at);
    }
  }

  /** What the export says of the card now, which holds. Archiving in done is no step. */
  settle(listId: string, isArchived: boolean, at: number): void {
    const isThere = !this.#isDeleted && this.#listId === listId;
    if (isThere && this.#isArchived === isArchived) return;
    if (!isThere || !this.#isDone) this.#find(listId, at);
    if (isArchived) this.archive(at);
    else this.#isArchived = false;
  }

  /** Off the board with its list, or for good, not before its last step. */
  archive(at: number): void {
    this.take({ type: "archive", listId: null, at: Math.max(at, this.#steps.at(-1)?.at ?? at) });
  }

  end(): Omit<CardLife, "isOnArchivedList"> {
    const steps = joinVisits(this.#steps);
    return {
      steps,
      isArchived: this.#isArchived && steps.at(-1)?.columnKey != null,
      isDeleted: this.#isDeleted,
      isBeginningUnknown: !this.#isKnown,
      hasGap: this.#hasGap,
    };
  }
}

function findBeginning(
  cardId: string,
  card: TrelloCard | undefined,
  events: readonly CardEvent[],
  around: Surroundings,
): Beginning {
  const [first] = events;
  const firstKnownAt = first?.at ?? around.exportedAt;
  if (first?.type === "enter" && first.isCreation) return { isKnown: true, listId: null, at: first.at };
  if (first?.type === "restore" || first?.type === "delete")
    return { isKnown: false, listId: null, at: first.at };
  const departure = events.find((event) => event.type !== "enter" || event.from !== null);
  const left = departure?.type === "enter" ? departure.from : departure?.listId;
  const made = madeAt(cardId);
  // It was there when the actions begin, if it had been made by then: none of them brought it there.
  const wasThere = made !== null && made <= around.firstAt;
  return {
    isKnown: false,
    listId: left ?? card?.listId ?? null,
    at: wasThere ? Math.min(around.firstAt, firstKnownAt) : firstKnownAt,
  };
}

/**
 * The life of a card from its events, oldest first, and from what the export says of it now. Where the events do not lead
 * to that, moves are missing, and only what comes after the gap is told: no instant is made up.
 */
export function replayCard(
  cardId: string,
  card: TrelloCard | undefined,
  events: readonly CardEvent[],
  around: Surroundings,
): CardLife {
  const { archivedLists, exportedAt, firstAt } = around;
  const beginning = findBeginning(cardId, card, events, around);
  const replay = new Replay(around, beginning);
  for (const event of events) replay.take(event);
  if (!card) {
    if (!replay.isDeleted) replay.take({ type: "delete", listId: null, at: exportedAt });
    return { ...replay.end(), isOnArchivedList: false };
  }
  const listId = card.listId ?? "";
  if (events.length === 0 && card.isArchived) replay.archive(beginning.at);
  else replay.settle(listId, card.isArchived, exportedAt);
  const isOnArchivedList = !card.isArchived && archivedLists.has(listId);
  if (isOnArchivedList) replay.archive(archivedLists.get(listId) ?? firstAt);
  return { ...replay.end(), isOnArchivedList };
}
