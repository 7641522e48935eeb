import { describe, expect, test } from "vitest";
import { createTurns } from "@/lib/client/page/turns";

/** Tasks that run when the test says so. */
function holdTasks() {
  const tasks: (() => void)[] = [];
  return { inTask: (task: () => void) => tasks.push(task), runOne: () => tasks.shift()?.() };
}

describe("work that waits for its turn", () => {
  test("is done one piece to a task, in the order in which it came", () => {
    const { inTask, runOne } = holdTasks();
    const turns = createTurns(inTask);
    const done: string[] = [];
    for (const name of ["a", "b", "c"]) turns.wait(() => done.push(name));
    expect(done).toEqual([]);
    runOne();
    expect(done).toEqual(["a"]);
    runOne();
    runOne();
    expect(done).toEqual(["a", "b", "c"]);
  });

  test("is left out when it was taken back, and the line goes on afterwards", () => {
    const { inTask, runOne } = holdTasks();
    const turns = createTurns(inTask);
    const done: string[] = [];
    const leave = turns.wait(() => done.push("a"));
    leave();
    runOne();
    turns.wait(() => done.push("b"));
    runOne();
    expect(done).toEqual(["b"]);
  });

  test("does not hold up what comes after it when it fails", () => {
    const { inTask, runOne } = holdTasks();
    const turns = createTurns(inTask);
    const done: string[] = [];
    turns.wait(() => {
      throw new Error("broken");
    });
    turns.wait(() => done.push("b"));
    expect(runOne).toThrow("broken");
    runOne();
    expect(done).toEqual(["b"]);
  });
});
