import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { ByteSource } from "./byte-source";
import {
  ArchiveFault,
  type ArchiveHead,
  anyFirstLine,
  firstLine,
  maxPieceBytes,
  type SectionEnd,
  type TableSection,
} from "./format";
import { SectionTally } from "./write-archive";

const name = z.string().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

const headShape = z.object({
  takenAt: z.iso.datetime(),
  product: z.string().max(100),
  postgres: z.string().max(100),
  installation: z.uuid().nullable(),
  migrations: z.array(z.object({ name, checksum: z.string().max(100) })).max(10_000),
  sequences: z
    .array(z.object({ name, value: z.string().regex(/^-?\d{1,19}$/), isCalled: z.boolean() }))
    .max(10_000),
  leftOut: z.array(name).max(10_000),
});
const sectionShape = z.object({ section: z.string().max(100) });
const tableShape = z.object({
  section: z.literal("table"),
  name,
  columns: z.array(name).min(1).max(1_600),
});
const sectionEndShape = z.object({ rows: count, bytes: count, sha256 });
const endShape = z.object({ end: z.literal(true), sections: count, rows: count, sha256 });

/** What a whole backup holds. */
export type ArchiveSummary = { head: ArchiveHead; sections: number; rows: number };

/** Takes a section's bytes; what it leaves is read over. */
export type TakeSection = (section: TableSection, content: AsyncIterable<Buffer>) => Promise<void>;

/** Decides by the head whether the rest is wanted, and takes what follows. */
export type TakeArchive = { onHead?(head: ArchiveHead): Promise<void> | void; onSection?: TakeSection };

function parse<T>(shape: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ArchiveFault("It is damaged: a line of it is no JSON.");
  }
  const result = shape.safeParse(value);
  if (!result.success) throw new ArchiveFault("It is damaged: a line of it is not what stands there.");
  return result.data;
}

/** The bytes of one section, tallied as they go by. */
async function* readContent(source: ByteSource, tally: SectionTally): AsyncGenerator<Buffer> {
  for (;;) {
    const text = await source.line();
    const length = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(length <= maxPieceBytes)) throw new ArchiveFault("It is damaged: a piece of it has no length.");
    if (length === 0) return;
    for await (const piece of source.bytes(length)) {
      tally.add(piece);
      yield piece;
    }
  }
}

class ArchiveReader {
  readonly #source: ByteSource;
  readonly #lines: Hash = createHash("sha256");

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#source = new ByteSource(chunks);
  }

  async #line(): Promise<string> {
    const text = await this.#source.line();
    this.#lines.update(`${text}\n`);
    return text;
  }

  async head(): Promise<ArchiveHead> {
    const first = await this.#line();
    if (!anyFirstLine.test(first)) throw new ArchiveFault("It is no backup of Sluice.");
    if (first !== firstLine)
      throw new ArchiveFault("It was made by a newer release. Restore it with that release.");
    return parse(headShape, await this.#line());
  }

  async #section(text: string, take: TakeSection): Promise<SectionEnd> {
    const { section } = parse(sectionShape, text);
    if (section !== "table")
      throw new ArchiveFault(
        `It holds a “${section}”, which this release does not know. Restore it with a newer one.`,
      );
    const table = parse(tableShape, text);
    const tally = new SectionTally();
    const content = readContent(this.#source, tally);
    await take(table, content);
    for await (const _ of content) {
      // What was not taken is read over, to be counted.
    }
    const said = parse(sectionEndShape, await this.#line());
    const found = tally.end();
    if (said.rows !== found.rows || said.bytes !== found.bytes || said.sha256 !== found.sha256)
      throw new ArchiveFault(`It is damaged: the rows of ${table.name} are not those that were written.`);
    return found;
  }

  async body(take: TakeSection): Promise<{ sections: number; rows: number }> {
    let sections = 0;
    let rows = 0;
    for (;;) {
      const lines = this.#lines.copy().digest("hex");
      const text = await this.#line();
      if (!text.startsWith('{"end":')) {
        rows += (await this.#section(text, take)).rows;
        sections++;
        continue;
      }
      const end = parse(endShape, text);
      if (end.sections !== sections || end.rows !== rows || end.sha256 !== lines)
        throw new ArchiveFault("It is damaged: a part of it is missing or was changed.");
      if (!(await this.#source.isAtEnd()))
        throw new ArchiveFault("It is damaged: something stands behind its end.");
      return { sections, rows };
    }
  }
}

/** What zlib says of a file that is none of its own, or not whole. */
const unpackFaults: Record<string, string> = {
  Z_BUF_ERROR: "It ends too early: it was cut off.",
  Z_DATA_ERROR: "It is damaged, or no backup of Sluice.",
};

function inWords(error: unknown): unknown {
  const words = unpackFaults[String((error as { code?: unknown }).code)];
  return words ? new ArchiveFault(words) : error;
}

/**
 * Reads a backup from its first byte to its last, and checks every count and hash on the way. Throws `ArchiveFault`, in
 * words without the file's name, when it is no backup, is cut off, damaged or of a newer release.
 */
export async function readArchive(
  packed: AsyncIterable<Buffer>,
  { onHead = () => {}, onSection = async () => {} }: TakeArchive = {},
): Promise<ArchiveSummary> {
  const gunzip = createGunzip();
  const input = Readable.from(packed);
  input.once("error", (error) => gunzip.destroy(error));
  const reader = new ArchiveReader(input.pipe(gunzip));
  try {
    const head = await reader.head();
    await onHead(head);
    return { head, ...(await reader.body(onSection)) };
  } catch (error) {
    throw inWords(error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

/** What the file system says of a file that cannot be read. */
const readFaults: Record<string, string> = {
  ENOENT: "There is no such file.",
  ENOTDIR: "There is no such file.",
  EISDIR: "It is a folder.",
  EACCES: "This user may not read it.",
  EPERM: "This user may not read it.",
  EIO: "The disk does not answer as it should.",
  ESTALE: "The network file system has gone.",
};

/** As `readArchive`, of a file, which the words name. */
export async function readArchiveFile(path: string, take: TakeArchive = {}): Promise<ArchiveSummary> {
  try {
    return await readArchive(createReadStream(path, { highWaterMark: 256 * 1024 }), take);
  } catch (error) {
    const words =
      error instanceof ArchiveFault ? error.message : readFaults[String((error as { code?: unknown }).code)];
    if (words) throw new ArchiveFault(`${path} cannot be restored. ${words}`);
    throw error;
  }
}
