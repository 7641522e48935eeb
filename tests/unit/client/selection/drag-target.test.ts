import { describe, expect, test } from "vitest";
import { type DragGrid, gapStart, indexAt, stepTarget } from "@/lib/client/selection/drag-target";

/** Two columns by two lanes and the row without one; the number of other cards in every cell. */
const counts: Record<string, number> = { "todo web": 2, "todo apps": 0, "doing web": 1, "todo none": 3 };
const grid: DragGrid = {
  columnIds: ["todo", "doing"],
  laneIds: ["web", "apps", null],
  othersIn: ({ columnId, laneId }) => counts[`${columnId} ${laneId ?? "none"}`] ?? 0,
};
const at = (columnId: string, laneId: string | null, index: number) => ({ columnId, laneId, index });

describe("a press of an arrow key", () => {
  test("goes from place to place within a cell", () => {
    expect(stepTarget(grid, at("todo", "web", 0), "down")).toEqual(at("todo", "web", 1));
    expect(stepTarget(grid, at("todo", "web", 2), "up")).toEqual(at("todo", "web", 1));
  });

  test("goes on in the neighbouring lane where a cell ends: at its top from above, at its end from below", () => {
    expect(stepTarget(grid, at("todo", "web", 2), "down")).toEqual(at("todo", "apps", 0));
    expect(stepTarget(grid, at("todo", "apps", 0), "down")).toEqual(at("todo", null, 0));
    expect(stepTarget(grid, at("todo", null, 0), "up")).toEqual(at("todo", "apps", 0));
    expect(stepTarget(grid, at("todo", "apps", 0), "up")).toEqual(at("todo", "web", 2));
  });

  test("goes to the neighbouring column in the same lane, at most to its end", () => {
    expect(stepTarget(grid, at("todo", "web", 2), "right")).toEqual(at("doing", "web", 1));
    expect(stepTarget(grid, at("doing", "web", 0), "left")).toEqual(at("todo", "web", 0));
  });

  test("stops at the edges of the board", () => {
    for (const [target, direction] of [
      [at("todo", "web", 0), "up"],
      [at("todo", "web", 0), "left"],
      [at("doing", null, 0), "down"],
      [at("doing", null, 0), "right"],
    ] as const) {
      expect(stepTarget(grid, target, direction)).toEqual(target);
    }
  });

  test("on a board without lanes holds at the ends of a column", () => {
    const plain: DragGrid = { columnIds: ["todo"], laneIds: [null], othersIn: () => 1 };
    expect(stepTarget(plain, at("todo", null, 1), "down")).toEqual(at("todo", null, 1));
    expect(stepTarget(plain, at("todo", null, 0), "up")).toEqual(at("todo", null, 0));
  });
});

test("a card is placed by the middles of the others, as if the held one were not there", () => {
  const slots = [0, 100, 200].map((start) => ({ start, size: 92 }));
  expect(indexAt(slots, null, 8, 10)).toBe(0);
  expect(indexAt(slots, null, 8, 150)).toBe(2);
  expect(indexAt(slots, 0, 8, 50)).toBe(1);
  expect(gapStart(slots, null, 8, 1)).toBe(100);
});

test("whatever is dropped on cards that lie flat comes below them", () => {
  const flat = [0, 0].map((start) => ({ start, size: 0 }));
  expect(indexAt(flat, null, 8, 12)).toBe(2);
});
