import { expect, test } from "vitest";
import { andonOf, countIn, donePartOf, positionBeyond, wholeOf } from "@/lib/client/board/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { reorderColumns } from "@/lib/domain/column-order";
import { buildBoard, idOf } from "./board-fixture";

const andon = { reason: "Red tests", pulledAt: "2026-03-02T09:00:00.000Z", pulledById: null, helperIds: [] };

/** Todo, Doing with a done part, Review, Done; the andon of Doing is pulled. */
const columns: ColumnView[] = buildBoard({ todo: ["t"], doing: ["a", "b"] })
  .columns.flatMap((column): ColumnView[] =>
    column.name === "Doing"
      ? [
          { ...column, andon },
          { ...column, id: idOf("doing-done"), name: "Doing: done", count: 3, donePartOf: column.id },
        ]
      : [column],
  )
  .map((column, position) => ({ ...column, position }));

function named(name: string): ColumnView {
  const column = columns.find((each) => each.name === name);
  if (!column) throw new Error(`No column ${name}.`);
  return column;
}

test("the parts of a split column know each other", () => {
  expect(wholeOf(columns, named("Doing: done"))).toBe(named("Doing"));
  expect(wholeOf(columns, named("Review"))).toBe(named("Review"));
  expect(donePartOf(columns, idOf("doing"))).toBe(named("Doing: done"));
  expect(donePartOf(columns, idOf("review"))).toBeNull();
});

test("the andon of a split column is over both parts, and over nothing else", () => {
  expect(columns.map((column) => andonOf(columns, column) !== null)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("cards of both parts are counted", () => {
  expect(countIn(columns, [idOf("doing")])).toBe(5);
  expect(countIn(columns, [idOf("doing"), idOf("todo")])).toBe(6);
});

test.each([
  ["Todo", "Doing", ["Doing", "Doing: done", "Todo", "Review", "Done"]],
  ["Review", "Doing", ["Todo", "Review", "Doing", "Doing: done", "Done"]],
  ["Doing", "Review", ["Todo", "Review", "Doing", "Doing: done", "Done"]],
  ["Doing", "Done", ["Todo", "Review", "Done", "Doing", "Doing: done"]],
  ["Doing", "Todo", ["Doing", "Doing: done", "Todo", "Review", "Done"]],
])("%s goes beyond %s, and parts stay together", (moved, passed, order) => {
  const position = positionBeyond(columns, named(moved), named(passed));
  const places = columns.map(({ id, donePartOf }) => ({ id, donePartOf, isArchived: false }));
  const ids = reorderColumns(places, named(moved).id, position);
  expect(ids.map((id) => columns.find((column) => column.id === id)?.name)).toEqual(order);
});
