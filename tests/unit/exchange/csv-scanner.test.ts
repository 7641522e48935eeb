import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvScanner } from "@/lib/server/exchange/csv-scanner";

function scan(pieces: readonly string[], separator = ",") {
  const rows: { cells: readonly string[]; line: number }[] = [];
  const scanner = new CsvScanner(separator, 1, (row) => rows.push(row));
  for (const piece of pieces) scanner.feed(piece);
  scanner.end();
  return rows;
}

/** What another reader of CSV says: its rows, or that it is none. */
function twin(text: string): string[][] | null {
  try {
    return parse(text, {
      ...{ relax_column_count: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n", "\r"] },
    }).filter((cells: string[]) => cells.length > 1 || cells[0] !== "");
  } catch {
    return null;
  }
}

function tryScan(pieces: readonly string[]) {
  try {
    return scan(pieces).map(({ cells }) => cells);
  } catch {
    return null;
  }
}

const texts = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", " ", "é"), maxLength: 24 });

test("any text is read as another reader of CSV reads it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(tryScan([text])).toEqual(twin(text));
    }),
    { numRuns: 5_000 },
  );
});

test("wherever it is cut", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(tryScan([...text])).toEqual(tryScan([text]));
    }),
    { numRuns: 2_000 },
  );
});

test("lines are counted as an editor counts them", () => {
  const text = 'a,b\r\n\r\n"x\r\ny\nz",c\rlast,1\n\nend,2';
  expect(scan([...text]).map(({ line }) => line)).toEqual([1, 5, 6, 8]);
});

test.each([
  ['a,"b\nc', "The quotation mark that opens in line 1 is not closed."],
  ['x\na,b"c', "Line 2 is not readable as CSV"],
  ['a,"b"c', "Line 1 is not readable as CSV"],
])("%j is told with its line", (text, words) => {
  expect(() => scan([text])).toThrow(words);
});
