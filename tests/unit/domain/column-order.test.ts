import { expect, test } from "vitest";
import { reorderColumns } from "@/lib/domain/column-order";

const columns = (text: string) =>
  [...text].map((letter) => ({
    id: letter.toLowerCase(),
    isArchived: letter !== letter.toLowerCase(),
    donePartOf: null,
  }));

test.each([
  ["abcd", "d", 0, "dabc"],
  ["abcd", "a", 2, "bcad"],
  ["abcd", "a", 9, "bcda"],
  ["abcd", "b", 1, "abcd"],
  ["aXbYc", "c", 1, "axcby"],
])("%s: %s to place %i gives %s; capitals are archived", (before, moved, position, after) => {
  expect(reorderColumns(columns(before), moved, position).join("")).toBe(after);
});

test.each([
  ["a", 2, "bBac"],
  ["b", 0, "bBac"],
  ["c", 2, "acbB"],
  ["b", 9, "acbB"],
])("B is the done part of b in abBc: %s to place %i gives %s", (moved, position, after) => {
  const parts = ["a", "b", "B", "c"].map((id) => ({
    id,
    isArchived: false,
    donePartOf: id === "B" ? "b" : null,
  }));
  expect(reorderColumns(parts, moved, position).join("")).toBe(after);
});
