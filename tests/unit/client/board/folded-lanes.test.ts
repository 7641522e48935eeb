import { expect, test } from "vitest";
import { foldedLanesKey, parseFoldedLanes } from "@/lib/client/board/folded-lanes";

test("what is folded is kept for each person and board apart", () => {
  expect(foldedLanesKey("ana", "board")).not.toBe(foldedLanesKey("bo", "board"));
  expect(foldedLanesKey("ana", "board")).not.toBe(foldedLanesKey("ana", "other"));
});

test.each(["", "{", "7", '{"a":1}', "[1]"])(
  "kept text that is not a list of rows folds nothing: %s",
  (text) => {
    expect(parseFoldedLanes(text)).toEqual([]);
  },
);

test("kept rows are read back", () => {
  expect(parseFoldedLanes('["none","web"]')).toEqual(["none", "web"]);
});
