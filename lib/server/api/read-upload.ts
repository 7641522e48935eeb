import "server-only";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { maxFileBytes, maxOptionBytes } from "@/lib/contracts/import";
import { DomainError, invalidFile } from "@/lib/domain/errors";
import type { IncomingFile } from "../usecases/imports/keep-import-file";

/** Fields of a form beside the file, `options` among them; those that are not known here are passed over. */
const maxFields = 10;
/** Delimiters, and the head of each part. */
const maxFrameBytes = 64 * 1024;
const maxFormBytes = maxFileBytes + maxOptionBytes + maxFrameBytes;

/** What came: what was made of the file, and the `options` beside it. */
export type Upload<T> = { kept: T; options: string | null };

/** `keep` takes the file as it comes; `undo` takes it back when what comes after it is refused. */
type Keeper<T> = { keep: (incoming: IncomingFile) => Promise<T>; undo: (kept: T) => Promise<void> };

const tooLarge = (message: string) => new DomainError("too-large", {}, message);
const formTooLarge = () => tooLarge("The form is larger than is taken here.");

/**
 * An uploaded file: the body itself, or the field `file` of a form. It is handed on as it comes and never held here.
 *
 * Nothing is cut: what is over a limit is `too-large` at its first byte too many, and then nothing is kept. Throws
 * `invalid` for a form that is damaged, did not come whole or has no file; and what `keep` throws.
 */
export async function readUpload<T>(request: Request, keeper: Keeper<T>): Promise<Upload<T>> {
  const type = request.headers.get("content-type") ?? "";
  const declared = declaredLength(request);
  if (/^multipart\/form-data\b/i.test(type)) return readForm(request, type, declared, keeper);
  const incoming = { name: null, declaredBytes: declared, pieces: piecesOf(request) };
  return { kept: await keeper.keep(incoming), options: null };
}

function declaredLength(request: Request): number | null {
  const text = request.headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The body as it comes. A sender who goes away is an error, never a shorter file. */
async function* piecesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw invalidFile("The line was lost before the file was there.");
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function readForm<T>(
  request: Request,
  type: string,
  declared: number | null,
  { keep, undo }: Keeper<T>,
): Promise<Upload<T>> {
  if (declared !== null && declared > maxFormBytes) throw formTooLarge();
  // The form is a little longer than its file: its length is room enough.
  const declaredBytes = declared === null ? null : Math.min(declared, maxFileBytes);
  const form = new Form<T>(openParser(type), (name, pieces) => keep({ name, declaredBytes, pieces }));
  try {
    return await form.read(piecesOf(request));
  } catch (error) {
    if (form.kept) await undo(form.kept.value);
    throw error;
  }
}

function openParser(type: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": type },
      // Every part comes as a stream, so that each is counted here and given up at once.
      isPartAFile: () => true,
      limits: { headerPairs: 20, headerSize: 16 * 1024 },
    });
  } catch {
    throw invalidFile("The form is damaged: its type names no boundary.");
  }
}

/** One form as it comes. The first failure ends everything, and is what the sender is told. */
class Form<T> {
  kept: { value: T } | null = null;
  private options: string | null = null;
  private files = 0;
  private fields = 0;
  private readonly stop = new AbortController();
  private readonly streams: Readable[] = [];
  private readonly parts: Promise<void>[] = [];

  constructor(
    private readonly parser: BusboyInstance,
    private readonly keep: (name: string | null, pieces: AsyncIterable<Uint8Array>) => Promise<T>,
  ) {
    parser.on("error", () => this.fail(invalidFile("The form is damaged or did not come whole.")));
    parser.on("file", (field, stream, name) => {
      this.streams.push(stream);
      // The parser tells of a damaged form here, too, and an error that nobody hears ends the process.
      stream.on("error", () => {});
      this.parts.push(this.readPart(field, stream, name).catch((error) => this.fail(error)));
    });
  }

  async read(pieces: AsyncIterable<Uint8Array>): Promise<Upload<T>> {
    try {
      await this.feed(pieces);
    } catch (error) {
      this.fail(error);
    }
    await Promise.all(this.parts);
    this.stop.signal.throwIfAborted();
    if (!this.kept) throw invalidFile("The form has no field named file.");
    return { kept: this.kept.value, options: this.options };
  }

  private async feed(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const { signal } = this.stop;
    const finished = once(this.parser, "finish", { signal });
    finished.catch(() => {});
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.byteLength;
      if (bytes > maxFormBytes) throw formTooLarge();
      if (!this.parser.write(piece)) await once(this.parser, "drain", { signal });
      signal.throwIfAborted();
    }
    this.parser.end();
    await finished;
  }

  private fail(error: unknown): void {
    if (this.stop.signal.aborted) return;
    this.stop.abort(error);
    for (const stream of this.streams) stream.destroy();
  }

  private async readPart(field: string, stream: Readable, name: string | undefined): Promise<void> {
    if (field === "file") {
      this.files += 1;
      if (this.files > 1) throw tooLarge("The form has more than one file; one at a time is taken.");
      this.kept = { value: await this.keep(name ?? null, stream) };
      return;
    }
    this.fields += 1;
    if (this.fields > maxFields)
      throw tooLarge(`The form has more than ${maxFields} fields beside its file.`);
    if (field === "options" && this.options === null) this.options = await readOptions(stream);
    else stream.resume();
  }
}

async function readOptions(stream: Readable): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.byteLength;
    if (bytes > maxOptionBytes) throw tooLarge(`The options are larger than ${maxOptionBytes / 1024} KB.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
