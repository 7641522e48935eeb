import { expect, test } from "vitest";
import { exitRemindersOf } from "@/lib/client/commands/exit-reminders";
import { buildBoard, idOf } from "../board/board-fixture";

const shown = { id: idOf("p1"), text: "Tell support", required: false };
const required = { id: idOf("p2"), text: "Tests pass", required: true };
const columns = buildBoard().columns.map((column) =>
  column.name === "Doing" ? { ...column, policies: [shown, required] } : column,
);

test("leaving forwards reminds of what is only shown, once for each column however many cards leave it", () => {
  const left = [idOf("doing"), idOf("doing"), idOf("todo")];
  expect(exitRemindersOf(columns, left, idOf("review"))).toEqual([
    { columnName: "Doing", policies: [shown] },
  ]);
});

test.each([
  ["a card that is sent back", "doing", "todo"],
  ["a card that stays", "doing", "doing"],
  ["a column without policies", "todo", "doing"],
])("%s reminds of nothing", (_, from, to) => {
  expect(exitRemindersOf(columns, [idOf(from)], idOf(to))).toEqual([]);
});

test("a card that comes onto the board has left no column", () => {
  expect(exitRemindersOf(columns, [null], idOf("doing"))).toEqual([]);
});
