import { describe, expect, test } from "vitest";
import { sayWaitingPlace, waitingListOf } from "@/lib/client/admission/waiting-list";
import { toBoardModel } from "@/lib/client/board/model";
import { initialBoardState, reduceBoard } from "@/lib/client/board/state";
import type { WaitingView } from "@/lib/contracts/board";
import { buildBoard, buildCard, buildLimit, idOf } from "../board/board-fixture";

function waits(word: string, over: Partial<WaitingView> = {}): WaitingView {
  return {
    cardId: idOf(word),
    columnId: idOf("doing"),
    laneId: null,
    since: "2026-03-02T09:00:00.000Z",
    ready: false,
    ...over,
  };
}

function board(doing: string[], waiting: WaitingView[], limits = [buildLimit(1)]) {
  return { ...buildBoard({ todo: ["a", "b", "c"], doing }, limits), waiting };
}

function saidFor(snapshot: ReturnType<typeof board>) {
  const model = toBoardModel(snapshot);
  return waitingListOf(model, idOf("doing")).map(({ card, place, isReady }) => [card.title, place, isReady]);
}

describe("the waiting list of a column", () => {
  test("keeps its order, and nobody in it is ready while the column is full", () => {
    expect(saidFor(board(["x"], [waits("b"), waits("a")]))).toEqual([
      ["b", 1, false],
      ["a", 2, false],
    ]);
  });

  test("has one card ready at a time, however many slots are free", () => {
    expect(saidFor(board([], [waits("b"), waits("a")], [buildLimit(5)]))).toEqual([
      ["b", 1, true],
      ["a", 2, false],
    ]);
  });

  test("lets a card pass that fits where the one before it does not", () => {
    const limits = [buildLimit(2), buildLimit(0, { classOfService: "expedite" })];
    const snapshot = board(["x"], [waits("b"), waits("a")], limits);
    const cards = snapshot.cards.map((card) =>
      card.title === "b" ? { ...card, classOfService: "expedite" as const } : card,
    );
    expect(saidFor({ ...snapshot, cards })).toEqual([
      ["b", 1, false],
      ["a", 2, true],
    ]);
  });

  test("leaves out cards that have come in already or are off the board", () => {
    expect(saidFor(board(["x"], [waits("x"), waits("gone"), waits("a")]))).toEqual([["a", 1, false]]);
  });
});

test("a card says its place on the waiting list", () => {
  const full = toBoardModel(board(["x"], [waits("b"), waits("a")]));
  expect(sayWaitingPlace(full, idOf("b"))).toBe("Waits for Doing, next");
  expect(sayWaitingPlace(full, idOf("a"))).toBe("Waits for Doing, number 2");
  expect(sayWaitingPlace(full, idOf("c"))).toBe("");
  const free = toBoardModel(board([], [waits("b")]));
  expect(sayWaitingPlace(free, idOf("b"))).toBe("May enter Doing now");
});

test("a card that came in waits no more, also when it goes back", () => {
  const start = initialBoardState(board([], [waits("a")]));
  const card = (columnId: string, version: number) => buildCard("a", { columnId: idOf(columnId), version });
  const [inside, back] = [card("doing", 2), card("todo", 3)];
  const end = [inside, back].reduce(
    (state, moved) =>
      reduceBoard(state, {
        type: "event",
        event: {
          version: state.version + 1,
          type: "card.moved",
          at: moved.enteredColumnAt,
          actorId: null,
          cardId: moved.id,
          detail: {},
          card: moved,
        },
      }),
    start,
  );
  expect(waitingListOf(end.shown, idOf("doing"))).toEqual([]);
});
