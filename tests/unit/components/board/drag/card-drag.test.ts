// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { CardDrag } from "@/components/board/drag/card-drag";
import { BoardLayouts } from "@/components/board/layout/board-layouts";
import { cardsIn, toBoardModel, withCard } from "@/lib/client/board/model";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { buildBoard, buildLimit, idOf } from "../../../client/board/board-fixture";

const columnNames = ["todo", "doing", "review", "done"];
const height = 100;

let heard: string[];

beforeEach(() => {
  heard = [];
});

/** A board whose columns stand 100 px apart, with cards 100 px high, and the hand over it. */
function begin(snapshot: BoardSnapshot, chosen: string[] = []) {
  let model = toBoardModel(snapshot);
  const layouts = new BoardLayouts();
  const draw = () =>
    columnNames.forEach((name, column) => {
      const list = document.createElement("div");
      list.getBoundingClientRect = () => new DOMRect(column * 100, 0, 99, 1_000);
      list.scrollIntoView = () => undefined;
      const cards = cardsIn(model, idOf(name));
      const slots = cards.map((_, index) => ({ start: index * height, size: height }));
      const cell = { columnId: idOf(name), laneId: null };
      layouts.register({ cell, list, cards, isFolded: false, slots: () => slots, scrollTo: () => undefined });
    });
  draw();
  const onDrop = vi.fn();
  const onLost = vi.fn();
  const drag = new CardDrag({
    layouts,
    getShown: () => model,
    getChosen: () => new Set(chosen.map(idOf)),
    announce: (text) => heard.push(text),
    onLost,
    onDrop,
  });
  const change = (card: Partial<CardView> & { id: string }) => {
    model = withCard(model, { ...(model.cards.get(card.id) as CardView), ...card });
    draw();
    drag.follow();
  };
  return { drag, hand: drag.gestures, onDrop, onLost, change };
}

const cards = { todo: ["a", "b", "c"], doing: ["x"] };
const byKeys = { input: "keyboard", height: null } as const;
const byPointer = { input: "pointer", height } as const;

describe("by keys", () => {
  test("a card goes a column on, and is let go above the card that lies there", () => {
    const { drag, hand, onDrop } = begin(buildBoard(cards));
    hand.onStart(idOf("a"), byKeys);
    hand.onStep("right");
    expect(heard.at(-1)).toBe("Doing, position 1 of 2.");
    hand.onDrop();
    expect(onDrop).toHaveBeenCalledExactlyOnceWith([idOf("a")], {
      columnId: idOf("doing"),
      laneId: null,
      beforeCardId: idOf("x"),
    });
    expect(drag.get()).toBeNull();
  });

  test("what a full column would say is heard before the card is let go", () => {
    const { hand } = begin(buildBoard(cards, [buildLimit(1)]));
    hand.onStart(idOf("a"), byKeys);
    hand.onStep("right");
    expect(heard.at(-1)).toContain("Doing is full: 1 of 1. Cannot be dropped here.");
  });
});

describe("by pointer", () => {
  test("a card lies where the pointer is, and one that is let go where it was stays", () => {
    const { drag, hand, onDrop } = begin(buildBoard(cards));
    hand.onStart(idOf("a"), byPointer);
    expect(hand.findPlace({ x: 50, y: 250 })).not.toBeNull();
    hand.onMove();
    expect(drag.get()?.target).toMatchObject({ columnId: idOf("todo"), index: 2 });
    hand.findPlace({ x: 50, y: 10 });
    hand.onMove();
    hand.onDrop();
    expect(onDrop).not.toHaveBeenCalled();
    expect(heard.at(-1)).toBe("a stays where it was.");
  });

  test("beside the board there is no place", () => {
    const { drag, hand } = begin(buildBoard(cards));
    hand.onStart(idOf("a"), byPointer);
    expect(hand.findPlace({ x: 5_000, y: 10 })).toBeNull();
    hand.onMove();
    expect(drag.get()?.target).toBeNull();
  });

  test("chosen cards go together, below the others", () => {
    const { drag, hand, onDrop } = begin(buildBoard(cards), ["a", "c"]);
    hand.onStart(idOf("c"), byPointer);
    hand.findPlace({ x: 150, y: 0 });
    hand.onMove();
    expect(drag.get()?.target).toMatchObject({ columnId: idOf("doing"), index: 1 });
    hand.onDrop();
    expect(onDrop).toHaveBeenCalledExactlyOnceWith([idOf("a"), idOf("c")], {
      columnId: idOf("doing"),
      laneId: null,
    });
  });
});

describe("what somebody else does meanwhile", () => {
  test("a held card that is taken off the board is taken out of the hand, which is told once", () => {
    const { drag, hand, onLost, onDrop, change } = begin(buildBoard(cards));
    const recalled = vi.fn(() => hand.onCancel());
    window.addEventListener("recall-carried", recalled, { once: true });
    hand.onStart(idOf("a"), byPointer);
    heard = [];
    change({ id: idOf("a"), columnId: null, version: 2 });
    expect(onLost).toHaveBeenCalledExactlyOnceWith("PRO-1 was moved or taken off the board meanwhile.");
    expect(recalled).toHaveBeenCalledOnce();
    expect(drag.get()).toBeNull();
    expect(heard).toEqual([]);
    expect(onDrop).not.toHaveBeenCalled();
  });

  test("a slot that fills while the card is held is seen at once", () => {
    const { drag, hand, change } = begin(buildBoard({ todo: ["a", "b"] }, [buildLimit(1)]));
    hand.onStart(idOf("a"), byPointer);
    const verdicts = () => [...(drag.get()?.answers.values() ?? [])].map(({ verdict }) => verdict);
    expect(verdicts()).toEqual(["accepted", "accepted", "accepted", "accepted"]);
    change({ id: idOf("b"), columnId: idOf("doing"), version: 2 });
    expect(verdicts()).toEqual(["accepted", "refused", "accepted", "accepted"]);
  });
});
