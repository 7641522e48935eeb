import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, Parser } from "csv-parse";
import { DomainError } from "@/lib/domain/errors";

/** A line of the file, or several where a quoted cell holds line breaks; `line` is the last of them, from 1. */
export type Row = { cells: readonly string[]; line: number };

/** What is read at most. Counted while it is read, so that nothing is made that could not be held. */
const mostCells = 500;
const mostRowBytes = 1024 * 1024;
const mostRows = 2_000_000;
const mostHeadingLength = 64 * 1024;

const separators = [",", ";", "\t", "|"];

function invalid(message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path: "file", message }] }, message);
}

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

/** Line breaks in a cell, which only a quoted one has. */
function countBreaks(cell: string): number {
  if (!cell.includes("\n") && !cell.includes("\r")) return 0;
  return cell.split(/\r\n|\r|\n/).length - 1;
}

type Beginning = { text: string; separator: string; linesBefore: number };

/** A spreadsheet's own first line, `sep=;`, says which separator it uses. */
function readBeginning(text: string): Beginning {
  const told = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n)/i.exec(text);
  if (told?.[1]) return { text: text.slice(told[0].length), separator: told[1], linesBefore: 1 };
  const end = endOfHeading(text);
  return { text, separator: findSeparator(end < 0 ? text : text.slice(0, end)), linesBefore: 0 };
}

async function* withBeginning(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) if (next.value) yield next.value;
}

async function* toAsync(text: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  yield* text;
}

function toWords(error: unknown, linesBefore: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === "number" ? error.lines + linesBefore : "?";
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return invalid(
      `Line ${line} is longer than ${mostRowBytes / 1024 / 1024} MB. Is a quotation mark not closed?`,
    );
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return invalid(`A quotation mark that opens before line ${line} is not closed.`);
  return invalid(`Line ${line} is not readable as CSV: a quotation mark stands where none may be.`);
}

/**
 * Reads CSV row by row, the heading first. The separator is one for the whole file: that of a `sep=` line, else the one
 * that the heading uses most. Lines end in any of the usual ways; empty ones are skipped.
 *
 * Throws `invalid` in words, with the line, for what is not CSV and for more cells or rows than are read; what `onRow`
 * throws goes through.
 */
export async function readRows(
  text: Iterable<string> | AsyncIterable<string>,
  onRow: (row: Row) => void,
): Promise<void> {
  const pieces = toAsync(text);
  let first = "";
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    first += next.value;
    if (endOfHeading(first) >= 0) break;
    if (first.length > mostHeadingLength)
      throw invalid(
        `The first line is longer than ${mostHeadingLength.toLocaleString("en")} characters. Is it a log?`,
      );
  }
  const beginning = readBeginning(first.startsWith("\ufeff") ? first.slice(1) : first);
  let rows = 0;
  let breaks = 0;
  const parser = new Parser({
    delimiter: beginning.separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: mostRowBytes,
    cast: (cell, { index, lines }) => {
      if (index >= mostCells)
        throw invalid(
          `Line ${lines + beginning.linesBefore} has more than ${mostCells} cells, the most that are read.`,
        );
      return cell;
    },
    on_record: (cells: string[], { empty_lines: emptyLines }) => {
      for (const cell of cells) breaks += countBreaks(cell);
      if (++rows > mostRows)
        throw invalid(
          `The file has more than ${mostRows.toLocaleString("en")} lines, the most that are read.`,
        );
      onRow({ cells, line: beginning.linesBefore + rows + emptyLines + breaks });
      return null;
    },
  });
  const nowhere = new Writable({ objectMode: true, write: (_, __, done) => done() });
  try {
    await pipeline(withBeginning(beginning.text, pieces), parser, nowhere);
  } catch (error) {
    throw toWords(error, beginning.linesBefore);
  }
}
