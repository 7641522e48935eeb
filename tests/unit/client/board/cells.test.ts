import { expect, test } from "vitest";
import { judge, judgeCells } from "@/lib/client/admission/admission";
import { cardsInCell, cellKey, countInRow, laneOf, nameOfCell, rowsOf } from "@/lib/client/board/cells";
import { toBoardModel, withCard } from "@/lib/client/board/model";
import { isCellLimit, isColumnLimit, isGroupLimit, isLaneLimit } from "@/lib/client/limits/load";
import { buildBoard, buildLimit, idOf } from "./board-fixture";

const lanes = ["web", "apps"].map((word, position) => ({ id: idOf(word), name: word, position }));
const laneOfCard: Record<string, string | null> = { a: "web", b: null, c: "web", d: "gone" };

function buildLanes(limits = [] as Parameters<typeof buildBoard>[1]) {
  const board = buildBoard({ todo: ["a", "b", "c", "d"], doing: ["x"] }, limits);
  const cards = board.cards.map((card) => {
    const lane = laneOfCard[card.title];
    return { ...card, laneId: lane ? idOf(lane) : null };
  });
  return toBoardModel({ ...board, lanes, cards });
}

const todo = (lane: string | null) => ({ columnId: idOf("todo"), laneId: lane && idOf(lane) });
const titles = (cards: readonly { title: string }[]) => cards.map(({ title }) => title);

test("a cell holds the cards of its column and lane; those of an archived lane stand without one", () => {
  const model = buildLanes();
  expect(rowsOf(model)).toEqual([idOf("web"), idOf("apps"), null]);
  expect(titles(cardsInCell(model, todo("web")))).toEqual(["a", "c"]);
  expect(titles(cardsInCell(model, todo("apps")))).toEqual([]);
  expect(titles(cardsInCell(model, todo(null)))).toEqual(["b", "d"]);
  expect(countInRow(model, null)).toBe(3);
  expect(laneOf(model, { laneId: idOf("gone") })).toBeNull();
  expect(nameOfCell(model, todo("web"))).toBe("Todo, web");
  expect(nameOfCell(model, todo(null))).toBe("Todo, No lane");
});

test("cells of a column that has not changed are the same arrays, so that they need not be drawn again", () => {
  const model = buildLanes();
  const card = model.cards.get(idOf("x"));
  if (!card) throw new Error("No card x.");
  const next = withCard(model, { ...card, columnId: idOf("done") });
  expect(cardsInCell(next, todo("web"))).toBe(cardsInCell(model, todo("web")));
});

test("on a board without lanes the column is the only cell", () => {
  const model = toBoardModel(buildBoard({ todo: ["a"] }));
  expect(rowsOf(model)).toEqual([null]);
  expect(titles(cardsInCell(model, todo(null)))).toEqual(["a"]);
  expect(nameOfCell(model, todo(null))).toBe("Todo");
  expect(cellKey(todo(null))).toBe(idOf("todo"));
});

test("a held card is judged for every cell: a full lane closes its own cells only", () => {
  const model = buildLanes([buildLimit(2, { columnIds: [idOf("todo")], laneId: idOf("web") })]);
  const card = model.cards.get(idOf("b"));
  if (!card) throw new Error("No card b.");
  const cells = judgeCells(model, [card.id]);
  expect(cells.size).toBe(12);
  expect(cells.get(cellKey(todo("web")))?.admission.verdict).toBe("refused");
  expect(cells.get(cellKey(todo("apps")))?.admission.verdict).toBe("accepted");
  expect(cells.get(cellKey(todo(null)))?.admission.verdict).toBe("accepted");
  expect(judge(model, card, { laneId: idOf("web") }).limits[0]).toMatchObject({ count: 2, max: 2 });
});

test("every limit about places is shown at one place, and those of a lane in the lane", () => {
  const placesOf = (over: Parameters<typeof buildLimit>[1]) => {
    const limit = buildLimit(1, over);
    return [
      isColumnLimit(limit, idOf("doing")) && "column",
      isGroupLimit(limit) && "group",
      isLaneLimit(limit, idOf("web")) && "lane",
      isCellLimit(limit, { columnId: idOf("doing"), laneId: idOf("web") }) && "cell",
    ].filter(Boolean);
  };
  expect(placesOf({})).toEqual(["column"]);
  expect(placesOf({ columnIds: [] })).toEqual(["group"]);
  expect(placesOf({ columnIds: [], laneId: idOf("web") })).toEqual(["lane"]);
  expect(placesOf({ laneId: idOf("web") })).toEqual(["cell"]);
  expect(placesOf({ laneId: idOf("web"), userId: idOf("ana") })).toEqual(["cell"]);
});
