import { expect, test } from "vitest";
import { lifeElsewhere, visitsOf } from "@/components/card/card-visits";
import { idOf } from "./board-fixture";

const step = {
  id: "1",
  cardId: idOf("a"),
  fromColumnId: null,
  toColumnId: idOf("todo"),
  at: "2026-03-10T08:00:00.000Z",
  actorId: null,
  override: false,
  isTransfer: false,
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
