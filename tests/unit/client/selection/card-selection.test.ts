import { expect, test, vi } from "vitest";
import { CardSelection } from "@/lib/client/selection/card-selection";
import { buildCard, idOf } from "../board/board-fixture";

const column = ["a", "b", "c", "d"].map((word) => buildCard(word));
const ids = (...words: string[]) => new Set(words.map(idOf));

test("a card is chosen and given up by the same gesture", () => {
  const selection = new CardSelection();
  const heard = vi.fn();
  selection.subscribe(heard);
  selection.toggle(idOf("a"));
  selection.toggle(idOf("b"));
  selection.toggle(idOf("a"));
  expect(selection.get()).toEqual(ids("b"));
  expect(heard).toHaveBeenCalledTimes(3);
});

test("a range goes from the card chosen last, in either direction, and adds to what is chosen", () => {
  const selection = new CardSelection();
  selection.toggle(idOf("c"));
  selection.extendTo(idOf("a"), column);
  expect(selection.get()).toEqual(ids("a", "b", "c"));
  selection.extendTo(idOf("d"), column);
  expect(selection.get()).toEqual(ids("a", "b", "c", "d"));
});

test("a range into another column is the card alone, and the next range begins there", () => {
  const selection = new CardSelection();
  selection.toggle(idOf("elsewhere"));
  selection.extendTo(idOf("b"), column);
  expect(selection.get()).toEqual(ids("elsewhere", "b"));
  selection.extendTo(idOf("c"), column);
  expect(selection.get()).toEqual(ids("elsewhere", "b", "c"));
});

test("clearing forgets where a range began", () => {
  const selection = new CardSelection();
  selection.toggle(idOf("a"));
  selection.clear();
  selection.extendTo(idOf("c"), column);
  expect(selection.get()).toEqual(ids("c"));
});
