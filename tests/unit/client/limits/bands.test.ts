import { expect, test } from "vitest";
import { limitBandsOf } from "@/lib/client/limits/bands";
import type { LimitLoad } from "@/lib/client/limits/load";
import type { ColumnView } from "@/lib/contracts/board";
import type { LimitView } from "@/lib/contracts/limit";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

/** Todo, Doing with a done part, Review, Done. */
function splitBoard(): ColumnView[] {
  const [todo, doing, review, done] = buildBoard().columns as [
    ColumnView,
    ColumnView,
    ColumnView,
    ColumnView,
  ];
  const donePart: ColumnView = {
    ...doing,
    id: idOf("doing-done"),
    name: "Doing done",
    kind: "queue",
    donePartOf: doing.id,
  };
  return [todo, doing, donePart, review, done].map((column, position) => ({ ...column, position }));
}

function loadOf(over: Partial<LimitView>): LimitLoad {
  const limit = { ...buildLimit(3), ...over };
  return { limit, count: 1, state: "free" };
}

function shapeOf(columns: ColumnView[], loads: LimitLoad[]) {
  return limitBandsOf(columns, loads).map(({ load, split, row, from, to }) => ({
    limit: load?.limit.id ?? null,
    split: split?.name ?? null,
    row,
    from,
    to,
  }));
}

test("a column that is not split keeps its own limit to itself", () => {
  expect(shapeOf(buildBoard().columns, [loadOf({ columnIds: [idOf("doing")] })])).toEqual([]);
});

test("a split column has its limit over both parts", () => {
  const load = loadOf({ id: idOf("own"), columnIds: [idOf("doing")] });
  expect(shapeOf(splitBoard(), [load])).toEqual([
    { limit: idOf("own"), split: "Doing", row: 0, from: 1, to: 2 },
  ]);
});

test("a split column without a limit is still drawn as one", () => {
  expect(shapeOf(splitBoard(), [])).toEqual([{ limit: null, split: "Doing", row: 0, from: 1, to: 2 }]);
});

test("a limit over several columns covers the done part too, and lies above the split column", () => {
  const group = loadOf({ id: idOf("group"), columnIds: [idOf("doing"), idOf("review")] });
  expect(shapeOf(splitBoard(), [group])).toEqual([
    { limit: null, split: "Doing", row: 1, from: 1, to: 2 },
    { limit: idOf("group"), split: null, row: 0, from: 1, to: 3 },
  ]);
});

test("columns that are not neighbours give several bands of one limit in one row", () => {
  const load = loadOf({ id: idOf("apart"), columnIds: [idOf("todo"), idOf("review")] });
  expect(shapeOf(buildBoard().columns, [load])).toEqual([
    { limit: idOf("apart"), split: null, row: 0, from: 0, to: 0 },
    { limit: idOf("apart"), split: null, row: 0, from: 2, to: 2 },
  ]);
});
