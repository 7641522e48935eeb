import { expect, test } from "vitest";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { columns } from "../../support/history";

const board = { timeZone: "UTC", columns: columns.toReversed(), commitmentColumnId: null };
const idsWhere = (is: (columnId: string) => boolean) => columns.map(({ id }) => id).filter(is);

test("columns stand from left to right, in whatever order they come", () => {
  const workflow = buildWorkflow(board);
  expect(workflow.columns).toEqual(columns);
  expect(columns.map(({ id }) => workflow.positionOf(id))).toEqual([0, 1, 2, 3, 4]);
  expect(workflow.find("doing")).toBe(columns[2]);
});

test("each column is asked by its kind", () => {
  const workflow = buildWorkflow(board);
  expect(idsWhere(workflow.isDone)).toEqual(["done"]);
  expect(idsWhere(workflow.isActive)).toEqual(["doing"]);
});

test("committed from the first column that is no backlog, or from the one chosen, and in done", () => {
  expect(idsWhere(buildWorkflow(board).isCommitted)).toEqual(["ready", "doing", "review", "done"]);
  const chosen = buildWorkflow({ ...board, commitmentColumnId: "review" });
  expect(idsWhere(chosen.isCommitted)).toEqual(["review", "done"]);
});

test("a column that the board does not know counts as backlog, left of all", () => {
  const { find, isDone, isActive, isCommitted, positionOf } = buildWorkflow(board);
  expect(find("gone")).toBeUndefined();
  expect([isDone, isActive, isCommitted].map((is) => is("gone"))).toEqual([false, false, false]);
  expect(positionOf("gone")).toBe(-1);
});
