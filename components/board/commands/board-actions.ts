import { toast } from "sonner";
import type { Consent } from "@/lib/client/admission/consent";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { Line } from "@/lib/client/admission/refusal";
import { sayWaitingPlace } from "@/lib/client/admission/waiting-list";
import type { Destination } from "@/lib/client/board/command";
import { sayUndone } from "@/lib/client/commands/undo-words";
import type { CardSelection } from "@/lib/client/selection/card-selection";
import { joinWaitingList, leaveLine, undoLast } from "@/lib/client/store/board-api";
import type { BoardStore } from "@/lib/client/store/board-store";
import type { UndoAnswer } from "@/lib/contracts/card";
import { sayPlace } from "../drag/drag-words";
import { remindOnLeaving } from "./exit-reminder";

/** What a person does to cards of a board, each told where it is seen and where it is heard. */
export type BoardActions = {
  moveCard: (cardId: string, to: Destination) => void;
  archiveCard: (cardId: string) => void;
  /** All of the cards or none; the selection ends when they have moved. */
  moveTogether: (cardIds: readonly string[], to: Destination) => Promise<void>;
  archiveTogether: (cardIds: readonly string[]) => Promise<void>;
  joinWaitingList: (line: Line) => Promise<void>;
  leaveLine: (cardId: string) => Promise<void>;
  /** Takes back this person's own last action on the board. */
  undo: () => Promise<void>;
};

type BoardTools = {
  store: BoardStore;
  selection: CardSelection;
  attempt: (what: string, tryOnce: (consent: Consent) => Promise<Outcome>) => Promise<Outcome>;
  announce: (text: string) => void;
};

/** One notice for undoing: the next takes its place. */
const undoNotice = "undo";

export function boardActions(tools: BoardTools): BoardActions {
  return {
    ...actionsOnOne(tools),
    ...actionsTogether(tools),
    ...waitingListActions(tools),
    undo: undoWith(tools),
  };
}

function actionsOnOne({
  store,
  attempt,
  announce,
}: BoardTools): Pick<BoardActions, "moveCard" | "archiveCard"> {
  return {
    moveCard: async (cardId, to) => {
      const before = store.getShown();
      const title = titleOf(store, cardId);
      const outcome = await attempt(`Move “${title}”`, (consent) => store.moveCard(cardId, to, consent));
      announce(
        outcome.ok ? sayPlace(store.getShown(), cardId) : `${title} went back. ${outcome.refusal.title}`,
      );
      if (outcome.ok) remindOnLeaving(before, [cardId], to.columnId);
    },
    archiveCard: async (cardId) => {
      const title = titleOf(store, cardId);
      const outcome = await attempt(`Archive “${title}”`, () => store.archiveCard(cardId));
      if (!outcome.ok) return;
      const undo = () =>
        attempt(`Restore “${title}”`, ({ override }) => store.restoreCard(cardId, undefined, override));
      toast(`Archived “${title}”`, { action: { label: "Undo", onClick: () => void undo() } });
    },
  };
}

function actionsTogether(tools: BoardTools): Pick<BoardActions, "moveTogether" | "archiveTogether"> {
  const { store, selection, attempt, announce } = tools;
  return {
    moveTogether: async (cardIds, to) => {
      const before = store.getShown();
      const cards = sayCards(cardIds.length);
      const column = nameOfColumn(store, to.columnId);
      const outcome = await attempt(`Move ${cards} to ${column}`, (consent) =>
        store.moveCards(cardIds, to, consent),
      );
      announce(outcome.ok ? `Moved ${cards} to ${column}.` : outcome.refusal.title);
      if (!outcome.ok) return;
      selection.clear();
      remindOnLeaving(before, cardIds, to.columnId);
    },
    archiveTogether: async (cardIds) => {
      const outcomes = await Promise.all(
        cardIds.map((cardId) => attempt("Archive a card", () => store.archiveCard(cardId))),
      );
      const archived = cardIds.filter((_, index) => outcomes[index]?.ok);
      if (archived.length === 0) return;
      selection.clear();
      const undo = () =>
        Promise.all(
          archived.map((cardId) =>
            attempt("Restore a card", ({ override }) => store.restoreCard(cardId, undefined, override)),
          ),
        );
      announce(`Archived ${sayCards(archived.length)}.`);
      toast(`Archived ${sayCards(archived.length)}`, {
        action: { label: "Undo", onClick: () => void undo() },
      });
    },
  };
}

function waitingListActions({
  store,
  attempt,
  announce,
}: BoardTools): Pick<BoardActions, "joinWaitingList" | "leaveLine"> {
  const leave = async (cardId: string) => {
    const title = titleOf(store, cardId);
    const outcome = await attempt(`Take “${title}” out of the line`, () =>
      store.change(() => leaveLine(cardId)),
    );
    if (outcome.ok) announce(`${title} no longer waits in line.`);
  };
  return {
    leaveLine: leave,
    joinWaitingList: async ({ cardId, columnId, laneId }) => {
      const title = titleOf(store, cardId);
      const column = nameOfColumn(store, columnId);
      const outcome = await attempt(`Let “${title}” wait for ${column}`, () =>
        store.change(() => joinWaitingList(cardId, columnId, laneId)),
      );
      if (!outcome.ok) return;
      const words = `“${title}” waits in line for ${column}`;
      toast(words, {
        description: "Everybody here is told when a slot frees.",
        action: { label: "Leave the line", onClick: () => void leave(cardId) },
      });
      announce(`${words}. ${sayWaitingPlace(store.getShown(), cardId)}`);
    },
  };
}

function undoWith({ store, attempt, announce }: BoardTools): BoardActions["undo"] {
  return async () => {
    let answer: UndoAnswer | null = null;
    const outcome = await attempt("Undo", ({ override }) =>
      store.change(async () => {
        answer = await undoLast(store.getShown().facts.id, override);
      }),
    );
    if (!outcome.ok || !answer) return;
    const words = sayUndone(answer, store.getShown());
    toast(words, { id: undoNotice });
    announce(words);
  };
}

function sayCards(count: number): string {
  return count === 1 ? "1 card" : `${count} cards`;
}

function titleOf(store: BoardStore, cardId: string): string {
  return store.getShown().cards.get(cardId)?.title ?? "The card";
}

function nameOfColumn(store: BoardStore, columnId: string): string {
  return store.getShown().columns.find(({ id }) => id === columnId)?.name ?? "the column";
}
