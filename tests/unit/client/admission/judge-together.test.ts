import { expect, test } from "vitest";
import { judgeTogether } from "@/lib/client/admission/admission";
import { toBoardModel } from "@/lib/client/board/model";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

const ids = (...words: string[]) => words.map(idOf);

test("cards that each fit alone are judged one after the other, and the first without a slot is named", () => {
  const model = toBoardModel(buildBoard({ todo: ["a", "b", "c"], doing: ["x"] }, [buildLimit(2)]));
  const { admission, firstRefused } = judgeTogether(model, ids("a", "b", "c"), { columnId: idOf("doing") });
  expect(firstRefused?.title).toBe("b");
  expect(admission).toMatchObject({ verdict: "refused", limits: [{ count: 2, max: 2 }] });
});

test("cards that are in the column already take no second slot", () => {
  const model = toBoardModel(buildBoard({ todo: ["a"], doing: ["x"] }, [buildLimit(2)]));
  const together = judgeTogether(model, ids("x", "a"), { columnId: idOf("doing") });
  expect(together).toMatchObject({ admission: { verdict: "accepted" }, firstRefused: null });
});

test("a card that leaves a limit makes room for the next one under it", () => {
  const limit = buildLimit(2, { columnIds: ids("doing", "review") });
  const model = toBoardModel(buildBoard({ todo: ["a"], doing: ["x"], review: ["y"] }, [limit]));
  expect(judgeTogether(model, ids("x", "y"), { columnId: idOf("done") }).firstRefused).toBeNull();
  expect(judgeTogether(model, ids("x", "a"), { columnId: idOf("review") }).firstRefused?.title).toBe("a");
});
