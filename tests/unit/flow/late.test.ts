import { expect, test } from "vitest";
import { mergeLate } from "@/lib/flow/boards/late";

const card = (cardId: string) => ({ cardId, number: 1, title: cardId, column: "Doing" });

test("a card that is late twice stands once, with both reasons; due dates come first", () => {
  const late = mergeLate(
    [
      { ...card("old"), ageDays: 30 },
      { ...card("both"), ageDays: 20 },
    ],
    [
      { ...card("both"), dueDate: "2026-03-03", daysLate: 1 },
      { ...card("backlog"), dueDate: "2026-03-01", daysLate: 3 },
    ],
  );
  expect(late).toEqual([
    { ...card("backlog"), ageDays: null, overdue: { dueDate: "2026-03-01", daysLate: 3 } },
    { ...card("both"), ageDays: 20, overdue: { dueDate: "2026-03-03", daysLate: 1 } },
    { ...card("old"), ageDays: 30, overdue: null },
  ]);
});
