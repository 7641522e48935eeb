import { expect, test } from "vitest";
import { toBoardModel } from "@/lib/client/board/model";
import { classLoadsOf, personLoadsOf } from "@/lib/client/limits/slot-loads";
import type { LimitView } from "@/lib/contracts/limit";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

function boardWith(limits: LimitView[]) {
  const snapshot = buildBoard({ todo: ["t"], doing: ["a", "b", "c"] }, limits);
  const cards = snapshot.cards.map((card) => ({
    ...card,
    assigneeIds: card.title === "c" ? [] : [idOf("ana")],
    classOfService: card.title === "c" ? ("expedite" as const) : card.classOfService,
  }));
  const watcher = { userId: idOf("eve"), name: "Eve Noor", role: "viewer" as const };
  return toBoardModel({ ...snapshot, cards, members: [...snapshot.members, watcher] });
}

test("a limit per person counts every member apart, without those who only look on", () => {
  const model = boardWith([buildLimit(2, { columnIds: [], perPerson: true })]);
  const said = personLoadsOf(model).map(({ member, count, state }) => [member.name, count, state]);
  expect(said).toEqual([
    ["Ana Silva", 2, "full"],
    ["Bo Lind", 0, "free"],
  ]);
});

test("a limit of one person counts that one alone, in the columns it names", () => {
  const model = boardWith([buildLimit(3, { columnIds: [idOf("todo")], userId: idOf("ana") })]);
  expect(personLoadsOf(model)).toMatchObject([{ member: { name: "Ana Silva" }, count: 1, state: "free" }]);
});

test("limits of classes are shown with or without columns; those over lanes are not", () => {
  const expedite = { classOfService: "expedite" } as const;
  const model = boardWith([
    buildLimit(1, { ...expedite, columnIds: [] }),
    buildLimit(2, { ...expedite }),
    buildLimit(3, { ...expedite, laneId: idOf("lane") }),
    buildLimit(4),
  ]);
  expect(classLoadsOf(model).map(({ limit, count, state }) => [limit.max, count, state])).toEqual([
    [1, 1, "full"],
    [2, 1, "near"],
  ]);
  expect(personLoadsOf(model)).toEqual([]);
});
