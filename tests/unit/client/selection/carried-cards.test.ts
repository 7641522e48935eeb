import { expect, test } from "vitest";
import { moveOne } from "@/lib/client/board/command";
import { toBoardModel } from "@/lib/client/board/model";
import { byNearness } from "@/lib/client/board/nearest-card";
import { carriedWith, stillCarried } from "@/lib/client/selection/carried-cards";
import { buildBoard, idOf } from "../board/board-fixture";

const model = toBoardModel(buildBoard({ todo: ["a", "b"], doing: ["x"] }));
const titles = (cards: readonly { title: string }[]) => cards.map(({ title }) => title);
const cardOf = (word: string) => {
  const card = model.cards.get(idOf(word));
  if (!card) throw new Error(`No card ${word}.`);
  return card;
};

test("a chosen card takes all that are chosen along, in the order of the board; another one goes alone", () => {
  const chosen = new Set([idOf("x"), idOf("b"), "gone"]);
  expect(titles(carriedWith(model, cardOf("x"), chosen))).toEqual(["b", "x"]);
  expect(titles(carriedWith(model, cardOf("a"), chosen))).toEqual(["a"]);
});

test("what somebody else has moved is no longer carried, the rest is as it is now", () => {
  const moved = moveOne(model, idOf("a"), { columnId: idOf("done") });
  expect(titles(stillCarried(moved, [cardOf("a"), cardOf("b"), cardOf("x")]))).toEqual(["b", "x"]);
  expect(stillCarried({ ...model, cards: new Map() }, [cardOf("a")])).toEqual([]);
});

test("the nearest cards are those below, then those above", () => {
  expect(byNearness(["a", "b", "c", "d"], "b")).toEqual(["c", "d", "a"]);
  expect(byNearness(["a"], "z")).toEqual([]);
});
