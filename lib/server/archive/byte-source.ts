import { ArchiveFault, maxLineBytes } from "./format";

const lineFeed = 10;

/** Reads lines and counted bytes from a stream of buffers; holds no more than what was asked for and one buffer. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Buffer>;
  #left: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Appends what comes next; false at the end. */
  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#left = this.#left.length === 0 ? value : Buffer.concat([this.#left, value]);
    return true;
  }

  /** The next line without its end. Throws `ArchiveFault` when there is none. */
  async line(): Promise<string> {
    for (;;) {
      const at = this.#left.indexOf(lineFeed);
      if (at >= 0) {
        const text = this.#left.toString("utf8", 0, at);
        this.#left = this.#left.subarray(at + 1);
        return text;
      }
      if (this.#left.length > maxLineBytes) throw new ArchiveFault("A line of it has no end.");
      if (!(await this.#more())) throw new ArchiveFault("It ends too early: it was cut off.");
    }
  }

  /** The next so many bytes, as they come. Throws `ArchiveFault` when there are fewer. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    let wanted = count;
    while (wanted > 0) {
      if (this.#left.length === 0 && !(await this.#more()))
        throw new ArchiveFault("It ends too early: it was cut off.");
      const piece = this.#left.subarray(0, wanted);
      this.#left = this.#left.subarray(piece.length);
      wanted -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  /** Whether nothing comes any more. */
  async isAtEnd(): Promise<boolean> {
    while (this.#left.length === 0) if (!(await this.#more())) return true;
    return false;
  }
}
