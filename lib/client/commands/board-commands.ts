import type { UndoAnswer } from "@/lib/contracts/card";
import type { Consent } from "../admission/consent";
import type { Outcome } from "../admission/outcome";
import type { WaitingPlace } from "../admission/refusal";
import { sayWaitingPlace } from "../admission/waiting-list";
import { cardsInCell, laneOf, nameOfCell } from "../board/cells";
import type { Destination } from "../board/command";
import type { BoardModel } from "../board/model";
import { plural } from "../format/plural";
import type { CardSelection } from "../selection/card-selection";
import { joinWaitingList, leaveWaitingList, undoLast } from "../store/board-api";
import type { BoardStore } from "../store/board-store";
import { type Asked, attempt } from "./attempt";
import { type ExitReminder, exitRemindersOf } from "./exit-reminders";
import { sayUndone } from "./undo-words";

/** The person at the screen: is asked, told and reminded. */
export type Person = Asked & {
  /** Says something to people who do not see the screen. */
  announce: (text: string) => void;
  /** Shows a notice. `name`: it takes the place of the notice of the same name. */
  notify: (words: string, notice?: { name?: string; description?: string; action?: NoticeAction }) => void;
  /** Says quietly what was to be thought of in the columns that cards have left. Nothing is asked. */
  remind: (reminders: readonly ExitReminder[]) => void;
};
type NoticeAction = { label: string; onClick: () => void };

/** What a person does to cards of a board, each told where it is seen and where it is heard. */
export type BoardCommands = {
  /** Tries anything that limits or exit policies may refuse, see `attempt`. */
  attempt: (
    what: string,
    tryOnce: (consent: Consent) => Promise<Outcome>,
    isToldInPlace?: boolean,
  ) => Promise<Outcome>;
  /** Cards that were let go over a place: one goes to the very place, several go below the others, all or none. */
  drop: (cardIds: readonly string[], to: Destination) => void;
  moveCard: (cardId: string, to: Destination) => Promise<void>;
  /** All of the cards or none; the selection ends when they have moved. */
  moveTogether: (cardIds: readonly string[], to: Destination) => Promise<void>;
  archiveCard: (cardId: string) => Promise<void>;
  archiveTogether: (cardIds: readonly string[]) => Promise<void>;
  joinWaitingList: (place: WaitingPlace) => Promise<void>;
  leaveWaitingList: (cardId: string) => Promise<void>;
  /** Takes back this person's own last action on the board. */
  undo: () => Promise<void>;
};

type Tools = { store: BoardStore; selection: CardSelection; person: Person };
type Attempt = BoardCommands["attempt"];

/**
 * The commands of one person on one board. Each is tried on the store, which shows it at once and takes it back when the
 * server refuses; where the person may consent to what refuses it, `attempt` asks; and how it ended is said.
 */
export function boardCommands({ store, selection, person }: Tools): BoardCommands {
  const tries: Attempt = (...args) => attempt(person, ...args);
  const moves = moveCommands({ store, selection, person }, tries);
  return {
    attempt: tries,
    ...moves,
    drop: (cardIds, to) => {
      const [cardId] = cardIds;
      if (!cardId || cardIds.length > 1) return void moves.moveTogether(cardIds, to);
      void moves.moveCard(cardId, to);
      if (selection.get().has(cardId)) selection.clear();
    },
    ...archiveCommands({ store, selection, person }, tries),
    ...waitingListCommands({ store, selection, person }, tries),
    undo: undoCommand({ store, selection, person }, tries),
  };
}

function moveCommands({ store, selection, person }: Tools, tries: Attempt) {
  const remindOnLeaving = (before: BoardModel, cardIds: readonly string[], to: Destination) => {
    const left = cardIds.map((cardId) => before.cards.get(cardId)?.columnId ?? null);
    person.remind(exitRemindersOf(before.columns, left, to.columnId));
  };
  return {
    moveCard: async (cardId: string, to: Destination) => {
      const before = store.getShown();
      const title = titleOf(before, cardId);
      const outcome = await tries(`Move “${title}”`, (consent) => store.moveCard(cardId, to, consent));
      if (!outcome.ok) return person.announce(`${title} went back. ${outcome.refusal.title}`);
      person.announce(sayPlace(store.getShown(), cardId));
      remindOnLeaving(before, [cardId], to);
    },
    moveTogether: async (cardIds: readonly string[], to: Destination) => {
      const before = store.getShown();
      const cards = plural(cardIds.length, "card");
      const column = nameOfColumn(before, to.columnId);
      const outcome = await tries(`Move ${cards} to ${column}`, (consent) =>
        store.moveCards(cardIds, to, consent),
      );
      if (!outcome.ok) return person.announce(outcome.refusal.title);
      person.announce(`Moved ${cards} to ${column}.`);
      selection.clear();
      remindOnLeaving(before, cardIds, to);
    },
  };
}

function archiveCommands({ store, selection, person }: Tools, tries: Attempt) {
  const restore = (what: string, cardId: string) =>
    tries(what, ({ override }) => store.restoreCard(cardId, undefined, override));
  return {
    archiveCard: async (cardId: string) => {
      const title = titleOf(store.getShown(), cardId);
      const outcome = await tries(`Archive “${title}”`, () => store.archiveCard(cardId));
      if (!outcome.ok) return;
      const onClick = () => void restore(`Restore “${title}”`, cardId);
      person.notify(`Archived “${title}”`, { action: { label: "Undo", onClick } });
    },
    archiveTogether: async (cardIds: readonly string[]) => {
      const outcomes = await Promise.all(
        cardIds.map((cardId) => tries("Archive a card", () => store.archiveCard(cardId))),
      );
      const archived = cardIds.filter((_, index) => outcomes[index]?.ok);
      if (archived.length === 0) return;
      selection.clear();
      const onClick = () => archived.forEach((cardId) => void restore("Restore a card", cardId));
      person.announce(`Archived ${plural(archived.length, "card")}.`);
      person.notify(`Archived ${plural(archived.length, "card")}`, { action: { label: "Undo", onClick } });
    },
  };
}

function waitingListCommands({ store, person }: Tools, tries: Attempt) {
  const leave = async (cardId: string) => {
    const title = titleOf(store.getShown(), cardId);
    const outcome = await tries(`Take “${title}” off the waiting list`, () =>
      store.change(() => leaveWaitingList(cardId)),
    );
    if (outcome.ok) person.announce(`${title} no longer waits.`);
  };
  return {
    leaveWaitingList: leave,
    joinWaitingList: async ({ cardId, columnId, laneId }: WaitingPlace) => {
      const title = titleOf(store.getShown(), cardId);
      const column = nameOfColumn(store.getShown(), columnId);
      const outcome = await tries(`Let “${title}” wait for ${column}`, () =>
        store.change(() => joinWaitingList(cardId, columnId, laneId)),
      );
      if (!outcome.ok) return;
      const words = `“${title}” waits for ${column}`;
      person.notify(words, {
        description: "Everybody here is told when a slot frees.",
        action: { label: "Leave the waiting list", onClick: () => void leave(cardId) },
      });
      person.announce(`${words}. ${sayWaitingPlace(store.getShown(), cardId)}`);
    },
  };
}

/** One notice for undoing: the next takes its place. */
const undoNotice = "undo";

function undoCommand({ store, person }: Tools, tries: Attempt): BoardCommands["undo"] {
  return async () => {
    let answer: UndoAnswer | null = null;
    const outcome = await tries("Undo", ({ override }) =>
      store.change(async () => {
        answer = await undoLast(store.getShown().facts.id, override);
      }),
    );
    if (!outcome.ok || !answer) return;
    const words = sayUndone(answer, store.getShown());
    person.notify(words, { name: undoNotice });
    person.announce(words);
  };
}

/** Where a card is after it has moved. */
function sayPlace(model: BoardModel, cardId: string): string {
  const card = model.cards.get(cardId);
  if (!card?.columnId) return "";
  const cell = { columnId: card.columnId, laneId: laneOf(model, card) };
  const cards = cardsInCell(model, cell);
  return `${card.title} is in ${nameOfCell(model, cell)}, position ${cards.indexOf(card) + 1} of ${cards.length}.`;
}

function titleOf({ cards }: BoardModel, cardId: string): string {
  return cards.get(cardId)?.title ?? "The card";
}

function nameOfColumn({ columns }: BoardModel, columnId: string): string {
  return columns.find(({ id }) => id === columnId)?.name ?? "the column";
}
