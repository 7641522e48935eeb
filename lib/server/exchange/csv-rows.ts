import { invalidFile } from "@/lib/domain/errors";
import { CsvScanner, type Row } from "./csv-scanner";

/** What is read at most; counted while it is read. */
const maxRows = 2_000_000;
const maxHeadingLength = 64 * 1024;

const separators = [",", ";", "\t", "|"];

/** The one that occurs most often outside of quotation marks; the usual one where none does. */
function findSeparator(heading: string): string {
  const counts = new Map(separators.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (const char of heading) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return separators.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

/** Where the first line that says something ends, line breaks in quotation marks left out; -1 when it goes on. */
function endOfHeading(text: string): number {
  let isQuoted = false;
  let isBegun = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') isQuoted = !isQuoted;
    if ((char === "\n" || char === "\r") && !isQuoted) {
      if (isBegun) return at;
    } else isBegun = true;
  }
  return -1;
}

type Beginning = { text: string; separator: string; linesBefore: number };

/** A spreadsheet's own first line, `sep=;`, says which separator it uses. */
function readBeginning(text: string): Beginning {
  const told = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n)/i.exec(text);
  if (told?.[1]) return { text: text.slice(told[0].length), separator: told[1], linesBefore: 1 };
  const end = endOfHeading(text);
  return { text, separator: findSeparator(end < 0 ? text : text.slice(0, end)), linesBefore: 0 };
}

/**
 * Reads CSV row by row, the heading first. The separator is one for the whole file: that of a `sep=` line, else the one
 * that the heading uses most.
 *
 * Throws `invalid` in words, with the line, for what is not CSV and for more cells or rows than are read; what `onRow`
 * throws goes through.
 */
export async function readRows(
  text: Iterable<string> | AsyncIterable<string>,
  onRow: (row: Row) => void,
): Promise<void> {
  let scanner: CsvScanner | null = null;
  let rows = 0;
  const countRow = (row: Row) => {
    if (++rows > maxRows)
      throw invalidFile(
        `The file has more than ${maxRows.toLocaleString("en")} lines, the most that are read.`,
      );
    onRow(row);
  };
  const begin = (head: string) => {
    const { text, separator, linesBefore } = readBeginning(head.startsWith("\ufeff") ? head.slice(1) : head);
    const begun = new CsvScanner(separator, linesBefore + 1, countRow);
    begun.feed(text);
    return begun;
  };
  let head = "";
  for await (const piece of text) {
    if (scanner) {
      scanner.feed(piece);
      continue;
    }
    head += piece;
    if (endOfHeading(head) >= 0) scanner = begin(head);
    else if (head.length > maxHeadingLength)
      throw invalidFile(
        `The first line is longer than ${maxHeadingLength.toLocaleString("en")} characters. Is it a log?`,
      );
  }
  (scanner ?? begin(head)).end();
}
