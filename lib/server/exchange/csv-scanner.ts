import { type DomainError, invalidFile } from "@/lib/domain/errors";

/** A line of the file, or several where a quoted cell holds line breaks; `line` is the last of them, from 1. */
export type Row = { cells: readonly string[]; line: number };

/** What one row may hold, checked while it is read: nothing is made that could not be held. */
const maxCells = 500;
const maxRowLength = 1024 * 1024;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads CSV (RFC 4180) from pieces of text that may be cut anywhere, each character once. A line ends with LF, CR or both;
 * empty ones are skipped. Throws `invalid` with the line.
 */
export class CsvScanner {
  #cells: string[] = [];
  #cell = "";
  #state: "start" | "plain" | "quoted" | "closed" = "start";
  #rowLength = 0;
  #line = 1;
  #openedAt = 1;
  #isAfterReturn = false;
  readonly #separator: number;

  constructor(
    separator: string,
    firstLine: number,
    private readonly onRow: (row: Row) => void,
  ) {
    this.#separator = separator.charCodeAt(0);
    this.#line = firstLine;
  }

  feed(piece: string): void {
    // Where what has not been taken into the cell yet begins.
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      const isBreak = code === lineFeed || code === carriageReturn;
      const isSecondHalf = code === lineFeed && this.#isAfterReturn;
      this.#isAfterReturn = code === carriageReturn;
      if (this.#state === "quoted") {
        if (isBreak && !isSecondHalf) this.#line++;
        if (code !== quote) continue;
        this.#take(piece.slice(from, at));
        this.#state = "closed";
        from = at + 1;
      } else if (isSecondHalf) {
        from = at + 1;
      } else if (code === this.#separator || isBreak) {
        this.#take(piece.slice(from, at));
        this.#endCell();
        from = at + 1;
        if (isBreak) this.#endRow();
        if (isBreak) this.#line++;
      } else if (code === quote) {
        from = this.#openQuote(at);
      } else if (this.#state === "closed") {
        throw this.#misplaced();
      } else {
        this.#state = "plain";
      }
    }
    this.#take(piece.slice(from));
  }

  end(): void {
    if (this.#state === "quoted")
      throw invalidFile(`The quotation mark that opens in line ${this.#openedAt} is not closed.`);
    if (this.#state === "start" && this.#cells.length === 0) return;
    this.#endCell();
    this.#endRow();
  }

  /** A mark at the beginning of a cell opens it; right behind the closing one it stands for itself. */
  #openQuote(at: number): number {
    if (this.#state === "plain") throw this.#misplaced();
    const isDoubled = this.#state === "closed";
    if (!isDoubled) this.#openedAt = this.#line;
    this.#state = "quoted";
    return isDoubled ? at : at + 1;
  }

  #misplaced(): DomainError {
    return invalidFile(
      `Line ${this.#line} is not readable as CSV: a quotation mark stands where none may be.`,
    );
  }

  #take(text: string): void {
    this.#rowLength += text.length;
    if (this.#rowLength > maxRowLength)
      throw invalidFile(
        `Line ${this.#line} is longer than ${maxRowLength.toLocaleString("en")} characters. Is a quotation mark not closed?`,
      );
    this.#cell += text;
  }

  #endCell(): void {
    if (this.#cells.length >= maxCells)
      throw invalidFile(`Line ${this.#line} has more than ${maxCells} cells, the most that are read.`);
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "start";
  }

  #endRow(): void {
    const cells = this.#cells;
    this.#cells = [];
    this.#rowLength = 0;
    if (cells.length > 1 || cells[0] !== "") this.onRow({ cells, line: this.#line });
  }
}
