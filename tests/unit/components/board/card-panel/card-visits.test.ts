import { expect, test } from "vitest";
import { lifeElsewhere, timeInColumns, visitsOf } from "@/components/board/card-panel/history/card-visits";
import { idOf } from "../../../client/board/board-fixture";

const step = {
  id: "1",
  cardId: idOf("a"),
  fromColumnId: null,
  toColumnId: idOf("todo"),
  at: "2026-03-10T08:00:00.000Z",
  actorId: null,
  override: false,
  isTransfer: false,
  isFound: false,
  carried: null,
};
const carried = {
  createdAt: "2026-03-01T08:00:00.000Z",
  startedAt: "2026-03-02T08:00:00.000Z",
  finishedAt: null,
};

test("a card from another board tells what it was there, the last first", () => {
  const [visit] = visitsOf([{ ...step, isTransfer: true, carried }]);
  expect(visit && lifeElsewhere(visit)).toEqual([
    { words: "started on another board", at: carried.startedAt },
    { words: "created on another board", at: carried.createdAt },
  ]);
});

test("a card that was created here tells nothing of another board", () => {
  const [visit] = visitsOf([step]);
  expect(visit && lifeElsewhere(visit)).toEqual([]);
});

test("where a stay began before the history, the time is at least so much", () => {
  const back = { ...step, id: "3", at: "2026-03-13T08:00:00.000Z" };
  const away = { ...step, id: "2", toColumnId: idOf("doing"), at: "2026-03-12T08:00:00.000Z" };
  const visits = visitsOf([{ ...step, isFound: true }, away, back]);
  const day = 86_400_000;
  expect(timeInColumns(visits, Date.parse("2026-03-14T08:00:00Z"))).toEqual([
    { columnId: idOf("todo"), elapsedMs: 3 * day, isAtLeast: true },
    { columnId: idOf("doing"), elapsedMs: day, isAtLeast: false },
  ]);
});
