import { describe, expect, test } from "vitest";
import { coversAny } from "@/components/reports/drawing/picture-font";

describe("which file of a typeface a text needs", () => {
  test.each([
    ["U+0000-00FF", "Flow", true],
    ["U+0000-00FF", "Поток", false],
    ["U+0301, U+0400-045F", "Поток", true],
    ["U+4??", "п", true],
    ["U+4??", "a", false],
    ["U+1F600-1F64F", "😀", true],
    ["u+26", "&", true],
    ["U+0000-00FF", "", false],
    ["", "anything", true],
  ])("%s and “%s”: %s", (range, text, isCovered) => {
    expect(coversAny(range, text)).toBe(isCovered);
  });
});
