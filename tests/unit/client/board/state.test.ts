import { describe, expect, test } from "vitest";
import { destinationAt } from "@/lib/client/board/command";
import { cardsIn } from "@/lib/client/board/model";
import { type BoardAction, type BoardState, initialBoardState, reduceBoard } from "@/lib/client/board/state";
import type { BoardEvent } from "@/lib/contracts/activity";
import { buildBoard, buildCard, idOf } from "./board-fixture";

function titles(state: BoardState, column: string): string[] {
  return cardsIn(state.shown, idOf(column)).map((card) => card.title);
}

function played(state: BoardState, ...actions: BoardAction[]): BoardState {
  return actions.reduce(reduceBoard, state);
}

function move(id: string, card: string, to: object): BoardAction {
  return {
    type: "begun",
    command: { id, type: "move", cardId: idOf(card), to: { columnId: idOf("doing"), ...to } },
  };
}

function event(version: number, over: Partial<BoardEvent>): BoardAction {
  return {
    type: "event",
    event: {
      version,
      type: "card.moved",
      at: "2026-03-02T10:00:00.000Z",
      actorId: null,
      cardId: over.card?.id ?? null,
      detail: {},
      ...over,
    },
  };
}

describe("pending commands", () => {
  const start = initialBoardState(buildBoard({ todo: ["a", "b", "c"], doing: ["x", "y"] }));

  test("show a move at once, at the wanted place", () => {
    expect(titles(played(start, move("1", "b", { afterCardId: idOf("x") })), "doing")).toEqual([
      "x",
      "b",
      "y",
    ]);
    expect(titles(played(start, move("1", "b", { beforeCardId: idOf("x") })), "doing")).toEqual([
      "b",
      "x",
      "y",
    ]);
    expect(titles(played(start, move("1", "b", {})), "doing")).toEqual(["x", "y", "b"]);
  });

  test("add up, and a refused one is taken back without the others", () => {
    const both = played(start, move("1", "a", {}), move("2", "b", {}));
    expect(titles(both, "doing")).toEqual(["x", "y", "a", "b"]);
    const left = played(both, { type: "refused", commandId: "1" });
    expect(titles(left, "doing")).toEqual(["x", "y", "b"]);
    expect(titles(left, "todo")).toEqual(["a", "c"]);
  });

  test("a neighbour that has left the column is ignored", () => {
    const gone = played(start, event(11, { type: "card.archived", cardId: idOf("x"), card: null }));
    expect(titles(played(gone, move("1", "a", { afterCardId: idOf("x") })), "doing")).toEqual(["y", "a"]);
  });

  test("leave the arrays of other columns as they were", () => {
    const moved = played(start, move("1", "a", {}));
    expect(cardsIn(moved.shown, idOf("review"))).toBe(cardsIn(start.shown, idOf("review")));
    expect(cardsIn(moved.shown, idOf("todo"))).not.toBe(cardsIn(start.shown, idOf("todo")));
  });

  test("a card that is gone takes its pending move with it", () => {
    const moved = played(
      start,
      move("1", "a", {}),
      event(11, { type: "card.deleted", cardId: idOf("a"), card: null }),
    );
    expect(titles(moved, "doing")).toEqual(["x", "y"]);
  });
});

describe("answers and live events, in any order", () => {
  const start = initialBoardState(buildBoard({ todo: ["a"], doing: ["x"] }));
  const moved = buildCard("a", { columnId: idOf("doing"), position: "a1", version: 2 });

  test("the answer before the event, and the event before the answer, end alike", () => {
    const answer: BoardAction = { type: "done", commandId: "1", cards: [moved], boardVersion: 11 };
    const live = event(11, { card: moved });
    const one = played(start, move("1", "a", {}), answer, live);
    const other = played(start, move("1", "a", {}), live, answer);
    expect(titles(one, "doing")).toEqual(["x", "a"]);
    expect(one.shown.cardsByColumn).toEqual(other.shown.cardsByColumn);
  });

  test("an older card does not overwrite a newer one", () => {
    const newer = buildCard("a", { columnId: idOf("done"), version: 3 });
    expect(titles(played(start, event(12, { card: newer }), { type: "card", card: moved }), "done")).toEqual([
      "a",
    ]);
  });

  test("a card taken off does not come back by a late answer, but does by a later restore", () => {
    const archived = played(start, event(12, { type: "card.archived", cardId: idOf("a"), card: null }));
    const late = played(archived, { type: "done", commandId: "1", cards: [moved], boardVersion: 11 });
    expect(titles(late, "doing")).toEqual(["x"]);
    const restored = played(late, event(13, { type: "card.restored", card: { ...moved, version: 4 } }));
    expect(titles(restored, "doing")).toEqual(["x", "a"]);
  });

  test("a snapshot older than what is shown is not taken", () => {
    const ahead = played(start, event(12, { card: moved }));
    expect(played(ahead, { type: "snapshot", snapshot: buildBoard({ todo: ["a"] }) })).toBe(ahead);
  });

  test("a snapshot of another history is taken whatever its version, and its events after it", () => {
    const ahead = played(start, event(99, { card: moved }));
    const restored = played(ahead, { type: "snapshot", snapshot: buildBoard({ todo: ["a"] }), isAnew: true });
    expect([restored.version, titles(restored, "todo"), titles(restored, "doing")]).toEqual([10, ["a"], []]);
    expect(titles(played(restored, event(11, { card: moved })), "doing")).toEqual(["a"]);
  });

  test("new structure replaces columns and limits and keeps cards", () => {
    const { board, columns, labels } = buildBoard();
    const renamed = columns.map((column) => ({ ...column, name: `${column.name}!` }));
    const next = played(
      start,
      event(11, {
        type: "column.updated",
        structure: {
          board: { ...board, version: 11 },
          columns: renamed,
          lanes: [],
          limits: [],
          labels,
          waiting: [],
        },
      }),
    );
    expect(next.shown.columns.map((column) => column.name)).toEqual(["Todo!", "Doing!", "Review!", "Done!"]);
    expect(next.shown.facts.role).toBe("lead");
    expect(titles(next, "doing")).toEqual(["x"]);
  });
});

test("a drop names its lane, and its neighbours among the cards that are shown there", () => {
  const cards = ["a", "b", "c"].map((word) => buildCard(word));
  const cell = { columnId: idOf("todo"), laneId: idOf("web") };
  const at = (index: number) => destinationAt(cell, cards, idOf("b"), index);
  expect(at(0)).toEqual({ ...cell, beforeCardId: idOf("a") });
  expect(at(1)).toEqual({ ...cell, afterCardId: idOf("a") });
  expect(at(2)).toEqual({ ...cell, afterCardId: idOf("c") });
  const empty = { columnId: idOf("done"), laneId: null };
  expect(destinationAt(empty, [], idOf("b"), 0)).toEqual(empty);
});

test("a new card whose event comes before its answer stands there once", () => {
  const start = initialBoardState(buildBoard({ todo: ["a"] }));
  const placeholder = buildCard("new", { id: "new-1", number: 0, version: 0, position: "" });
  const created = buildCard("new", { number: 2, position: "a5" });
  const wanted = played(start, { type: "begun", command: { id: "1", type: "create", card: placeholder } });
  expect(titles(wanted, "todo")).toEqual(["a", "new"]);
  const announced = played(wanted, event(start.version + 1, { type: "card.created", card: created }));
  expect(titles(announced, "todo")).toEqual(["a", "new"]);
  const done = played(announced, { type: "done", commandId: "1", cards: [created] });
  expect(titles(done, "todo")).toEqual(["a", "new"]);
  expect(done.shown.cards.has("new-1")).toBe(false);
});

test("another new card of the same name and column leaves the placeholder of the next one", () => {
  const start = initialBoardState(buildBoard());
  const begin = (id: string): BoardAction => ({
    type: "begun",
    command: {
      id,
      type: "create",
      card: buildCard("new", { id: `new-${id}`, number: 0, version: 0, position: "" }),
    },
  });
  const created = buildCard("new", { number: 2 });
  const state = played(
    start,
    begin("1"),
    begin("2"),
    event(start.version + 1, { type: "card.created", card: created }),
  );
  expect(titles(state, "todo")).toEqual(["new", "new"]);
});
