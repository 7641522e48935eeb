import { describe, expect, test } from "vitest";
import { type ColumnFacts, type ColumnKind, findCommitmentColumn, isCommitted } from "@/lib/domain/board";

/** A board in the order of its columns, named by kind and position. */
const columns = (...kinds: ColumnKind[]) =>
  kinds.map((kind, position) => ({ id: `${kind} ${position}`, kind, position }));

describe("a team commits to a card", () => {
  type Row = [what: string, columns: ReturnType<typeof columns>, chosen: string | null, at: string | null];

  test.each<Row>([
    ["where it says", columns("backlog", "queue", "active", "done"), "active 2", "active 2"],
    ["in the backlog, if it says so", columns("backlog", "queue", "done"), "backlog 0", "backlog 0"],
    ["else where the backlog ends", columns("backlog", "backlog", "queue", "active"), null, "queue 2"],
    ["also where the column it chose is gone", columns("backlog", "active"), "queue 9", "active 1"],
    [
      "by place, in whatever order columns come",
      columns("backlog", "queue", "done").reverse(),
      null,
      "queue 1",
    ],
    ["by place, in their own order", columns("queue", "active", "done"), null, "queue 0"],
    ["nowhere, where all is backlog", columns("backlog", "backlog"), null, null],
    ["nowhere, where nothing is", [], null, null],
  ])("%s", (_, columns, chosen, at) => {
    expect(findCommitmentColumn(columns, chosen)?.id ?? null).toBe(at);
  });
});

describe("work counts as started", () => {
  const ideas = { id: "ideas", kind: "backlog", position: 0 } as const;
  const doing = { id: "doing", kind: "active", position: 1 } as const;
  const review = { id: "review", kind: "active", position: 2 } as const;
  const done = { id: "done", kind: "done", position: 3 } as const;
  type Row = [what: string, column: ColumnFacts, commitment: ColumnFacts | null, isStarted: boolean];

  test.each<Row>([
    ["at the commitment point", doing, doing, true],
    ["right of it", review, doing, true],
    ["not left of it", ideas, doing, false],
    ["nowhere without one", doing, null, false],
    ["but what is done was started", done, null, true],
    ["even where done stands left of the commitment point", { ...done, position: 0 }, doing, true],
  ])("%s", (_, column, commitment, isStarted) => {
    expect(isCommitted(column, commitment)).toBe(isStarted);
  });
});
