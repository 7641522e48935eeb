import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Consent, type ConsentRequest, consentByReason } from "@/lib/client/admission/consent";
import { cardsIn } from "@/lib/client/board/model";
import { boardCommands, type Person } from "@/lib/client/commands/board-commands";
import { Refused } from "@/lib/client/http/answer-error";
import { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardApi } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import type { CardView } from "@/lib/contracts/card";
import type { Problem } from "@/lib/contracts/problem";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

const snapshot = buildBoard({ todo: ["a", "b"], doing: ["x"] }, [buildLimit(1)]);
const doing = { columnId: idOf("doing") };
const review = { columnId: idOf("review") };

/** What the server was asked, and what the person heard and saw, in its order. */
let said: string[];

beforeEach(() => {
  said = [];
});

function isFull(overridable: boolean): Refused {
  const limit = { ...buildLimit(1), count: 1 };
  const code: Problem["code"] = "wip-limit-exceeded";
  const problem = { type: "about:blank", title: code, status: 409, detail: code, code };
  return new Refused({
    ...problem,
    limit,
    limits: [{ ...limit, holders: [] }],
    overridable,
    cardId: idOf("b"),
  });
}

const moved = (cardId: string, columnId: string) =>
  ({ ...snapshot.cards.find(({ id }) => id === cardId), columnId, version: 2 }) as CardView;

/** A server that takes every move, or only one with a reason, or none. */
function serverThat(takes: "all" | "with a reason" | "none"): Partial<BoardApi> {
  const judge = (consent: Consent) => {
    said.push(consent.override ? `asked with "${consent.override.reason}"` : "asked");
    if (takes === "none" || (takes === "with a reason" && !consent.override)) {
      throw isFull(takes === "with a reason");
    }
  };
  return {
    moveCard: async (cardId, { columnId, override }) => {
      judge({ override });
      return { card: moved(cardId, columnId), transition: null, boardVersion: 11 };
    },
    moveCards: async (_, { cardIds, columnId, override }) => {
      judge({ override });
      return { cards: cardIds.map((cardId) => moved(cardId, columnId)), transitions: [], boardVersion: 11 };
    },
    archiveCard: async () => {
      said.push("archived");
    },
    restoreCard: async (cardId) => {
      said.push("restored");
      return moved(cardId, idOf("todo"));
    },
  };
}

function personWho(consents: boolean): Person {
  return {
    ask: async (request: ConsentRequest) => {
      said.push(`question: ${request.what}`);
      return consents && request.about === "limit" ? consentByReason("On fire", request.limits) : null;
    },
    tell: (refusal) => said.push(`told: ${refusal.title}`),
    announce: (text) => said.push(`heard: ${text}`),
    notify: (words) => said.push(`notice: ${words}`),
    remind: (reminders) => {
      for (const { columnName, policies } of reminders) {
        said.push(`reminder of ${columnName}: ${policies.map(({ text }) => text).join()}`);
      }
    },
  };
}

function begin(takes: Parameters<typeof serverThat>[0], person: Person = personWho(true), board = snapshot) {
  const store = new BoardStore(board, serverThat(takes) as BoardApi);
  const selection = new CardSelection();
  const titlesIn = (column: string) => cardsIn(store.getShown(), idOf(column)).map(({ title }) => title);
  return { store, selection, titlesIn, commands: boardCommands({ store, selection, person }) };
}

describe("one card that is let go", () => {
  test("lies there at once, and where it came to lie is said when the server agrees", async () => {
    const { commands, titlesIn } = begin("all");
    commands.drop([idOf("a")], review);
    expect(titlesIn("review")).toEqual(["a"]);
    await vi.waitFor(() => expect(said).toEqual(["asked", "heard: a is in Review, position 1 of 1."]));
  });

  test("goes back when it is refused, which is told and heard", async () => {
    const { commands, titlesIn } = begin("none");
    await commands.moveCard(idOf("a"), doing);
    expect(titlesIn("todo")).toEqual(["a", "b"]);
    expect(said).toEqual([
      "asked",
      "told: Doing is full: 1 of 1.",
      "heard: a went back. Doing is full: 1 of 1.",
    ]);
  });

  test("goes in with a reason, where the person gives one", async () => {
    const { commands, titlesIn } = begin("with a reason");
    await commands.moveCard(idOf("a"), doing);
    expect(titlesIn("doing")).toContain("a");
    expect(said).toEqual([
      "asked",
      "question: Move “a”",
      'asked with "On fire"',
      "heard: a is in Doing, position 1 of 2.",
    ]);
  });

  test("goes back where they would rather not, and nothing more is told", async () => {
    const { commands, titlesIn } = begin("with a reason", personWho(false));
    await commands.moveCard(idOf("a"), doing);
    expect(titlesIn("todo")).toEqual(["a", "b"]);
    expect(said).toEqual(["asked", "question: Move “a”", "heard: a went back. Doing is full: 1 of 1."]);
  });

  test("reminds of what is to be thought of in the column that it has left, and only if it has left", async () => {
    const policies = [{ id: idOf("policy"), text: "Tell the customer", required: false, position: 0 }];
    const columns = snapshot.columns.map((column) =>
      column.id === idOf("todo") ? { ...column, policies } : column,
    );
    const reminder = "reminder of Todo: Tell the customer";
    await begin("all", personWho(true), { ...snapshot, columns }).commands.moveCard(idOf("a"), review);
    expect(said).toContain(reminder);
    said = [];
    await begin("none", personWho(true), { ...snapshot, columns }).commands.moveCard(idOf("a"), review);
    expect(said).not.toContain(reminder);
  });

  test("ends the selection if it was chosen, and no other's", () => {
    const { commands, selection } = begin("all");
    selection.toggle(idOf("b"));
    commands.drop([idOf("a")], review);
    expect([...selection.get()]).toEqual([idOf("b")]);
    commands.drop([idOf("b")], review);
    expect([...selection.get()]).toEqual([]);
  });
});

describe("several cards that are let go", () => {
  test("go together, and the selection ends when they are there", async () => {
    const { commands, selection, titlesIn } = begin("all");
    selection.toggle(idOf("a"));
    commands.drop([idOf("a"), idOf("b")], review);
    expect(titlesIn("review")).toEqual(["a", "b"]);
    expect([...selection.get()]).toEqual([idOf("a")]);
    await vi.waitFor(() => expect(said).toEqual(["asked", "heard: Moved 2 cards to Review."]));
    expect([...selection.get()]).toEqual([]);
  });

  test("stay together where one of them does not fit, and stay chosen", async () => {
    const { commands, selection, titlesIn } = begin("none");
    selection.toggle(idOf("a"));
    await commands.moveTogether([idOf("a"), idOf("b")], doing);
    expect(titlesIn("todo")).toEqual(["a", "b"]);
    expect([...selection.get()]).toEqual([idOf("a")]);
    const why = "No card was moved: PRO-2 does not fit. Doing is full: 1 of 1.";
    expect(said).toEqual(["asked", `told: ${why}`, `heard: ${why}`]);
  });
});

test("cards that are archived can be brought back from the notice that says so", async () => {
  const offers: (() => void)[] = [];
  const person: Person = {
    ...personWho(true),
    notify: (words, notice) => {
      said.push(`notice: ${words}`);
      if (notice?.action) offers.push(notice.action.onClick);
    },
  };
  const { commands, titlesIn } = begin("all", person);
  await commands.archiveTogether([idOf("a"), idOf("b")]);
  expect(titlesIn("todo")).toEqual([]);
  expect(said).toEqual(["archived", "archived", "heard: Archived 2 cards.", "notice: Archived 2 cards"]);
  for (const offer of offers) offer();
  await vi.waitFor(() => expect(titlesIn("todo")).toEqual(["a", "b"]));
});
