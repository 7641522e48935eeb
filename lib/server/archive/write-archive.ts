import { createHash } from "node:crypto";
import {
  type ArchiveEnd,
  type ArchiveHead,
  firstLine,
  pieceBytes,
  type SectionEnd,
  type TableSection,
} from "./format";

/** A section, and its bytes. */
export type SectionSource = { section: TableSection; content: AsyncIterable<Buffer> };

/** Told after each section what it holds. */
export type OnSection = (section: TableSection, end: SectionEnd) => void;

const lineFeed = 10;

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

/** Counts and hashes the bytes of one section. Its rows are its lines: COPY writes a line end within text as `\n`. */
export class SectionTally {
  readonly #hash = createHash("sha256");
  #rows = 0;
  #bytes = 0;

  add(piece: Buffer): void {
    this.#hash.update(piece);
    this.#rows += countLines(piece);
    this.#bytes += piece.length;
  }

  end(): SectionEnd {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

/** Small pieces put together, so that none costs more than it holds. */
async function* inPieces(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      const part = chunk.subarray(from, from + pieceBytes);
      kept.push(part);
      bytes += part.length;
      if (bytes < pieceBytes) continue;
      yield Buffer.concat(kept, bytes);
      kept = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(kept, bytes);
}

/** The bytes of a backup before they are packed, as they come. Nothing of the whole is held in memory. */
export async function* writeArchive(
  head: ArchiveHead,
  sections: AsyncIterable<SectionSource>,
  onSection: OnSection = () => {},
): AsyncGenerator<Buffer> {
  const lines = createHash("sha256");
  const line = (text: string): Buffer => {
    const bytes = Buffer.from(`${text}\n`);
    lines.update(bytes);
    return bytes;
  };
  yield line(firstLine);
  yield line(JSON.stringify(head));
  let count = 0;
  let rows = 0;
  for await (const { section, content } of sections) {
    yield line(JSON.stringify(section));
    const tally = new SectionTally();
    for await (const piece of inPieces(content)) {
      tally.add(piece);
      yield Buffer.from(`${piece.length}\n`);
      yield piece;
    }
    yield Buffer.from("0\n");
    const end = tally.end();
    yield line(JSON.stringify(end));
    onSection(section, end);
    count++;
    rows += end.rows;
  }
  const end: ArchiveEnd = { end: true, sections: count, rows, sha256: lines.digest("hex") };
  yield Buffer.from(`${JSON.stringify(end)}\n`);
}
