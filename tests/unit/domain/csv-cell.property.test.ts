import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv } from "@/lib/client/download/download-csv";
import { fromCell, joinNames, splitNames, toCell } from "@/lib/domain/csv-cell";
import { cleanLine, isVisible } from "@/lib/domain/text";

/** Any text, and often one that begins or goes on with what CSV and spreadsheets take for more than text. */
const marks = fc.constantFrom(
  "'",
  "''",
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "\n",
  "\r\n",
  '"',
  ",",
  ";",
  "|",
  "\\",
  " ",
  "＝",
);
const piece = fc.oneof(
  marks,
  fc.string({ unit: "grapheme", maxLength: 4 }),
  fc.constantFrom("=1+1", "'=1+1"),
);
const anyText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

test("every text comes back from its cell, and two texts never share one", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fromCell(toCell(text))).toBe(text);
    }),
  );
  expect(["=1+1", "'=1+1", "''=1+1"].map(toCell)).toEqual(["'=1+1", "''=1+1", "'''=1+1"]);
});

test("no cell begins with what a spreadsheet runs", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(toCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }),
  );
});

test("rows come back from a file cell by cell; numbers stay numbers, below zero too", () => {
  const rows = fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, (texts) => {
      const read: string[][] = parse(toCsv([["a", "b"], ...texts]), { bom: true });
      expect(read.slice(1).map((row) => row.map(fromCell))).toEqual(texts);
    }),
  );
  expect(toCsv([["n"], [-5]])).toBe('\ufeff"n"\n-5\n');
});

test("what is empty between two separators is no name", () => {
  expect(splitNames("; Ana, , Bo|")).toEqual(["Ana", "Bo"]);
});

test("names come apart as they were put together", () => {
  const name = anyText.map(cleanLine).filter(isVisible);
  fc.assert(
    fc.property(fc.array(name, { maxLength: 5 }), (names) => {
      expect(splitNames(joinNames(names))).toEqual(names);
    }),
  );
});
