import "server-only";
import { createGunzip } from "node:zlib";
import { maxFileBytes } from "@/lib/contracts/import";
import { DomainError, invalidFile } from "@/lib/domain/errors";

/** What a file may hold, in bytes. */
const maxBytes = {
  /** As it is sent. */
  packed: maxFileBytes,
  unpacked: 128 * 1024 * 1024,
};

/** A file that grows more than this much when it is unpacked was made to; logs grow ten to fifty times. */
const maxGrowth = 250;
const alwaysAllowed = 1024 * 1024;

function tooLarge(what: string): DomainError {
  return new DomainError("too-large", {}, `${what} Nothing was imported.`);
}

const inMegabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** What is read at once: the text of a whole file would be held several times over. */
const pieceBytes = 128 * 1024;

/** The bytes in pieces, counted; `onBytes` is told how many have been read. */
async function* count(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let read = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes.packed) throw tooLarge(`The file is larger than ${inMegabytes(maxBytes.packed)}.`);
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes);
      read += piece.length;
      onBytes(read);
      yield piece;
    }
  }
}

async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let plain = 0;
  const unzip = createGunzip();
  const feed = async () => {
    for await (const chunk of source) {
      packed += chunk.length;
      if (!unzip.write(chunk)) await new Promise((resolve) => unzip.once("drain", resolve));
      if (unzip.destroyed) return;
    }
    unzip.end();
  };
  const fed = feed().catch((error) => unzip.destroy(error));
  try {
    for await (const chunk of unzip) {
      plain += chunk.length;
      if (plain > maxBytes.unpacked)
        throw tooLarge(`The file unpacks to more than ${inMegabytes(maxBytes.unpacked)}.`);
      if (plain > alwaysAllowed && plain > packed * maxGrowth)
        throw tooLarge(`The file unpacks to more than ${maxGrowth} times its size.`);
      yield chunk;
    }
    await fed;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw invalidFile("The gzip file is damaged.");
    throw error;
  }
}

/** Bytes of a packed file begin with these. */
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function* unpack(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const whole = (async function* () {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  })();
  yield* isGzip(head) ? gunzip(whole) : whole;
}

const utf16 =
  "The file is text in UTF-16. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”), then send it again.";

/**
 * The text of a file, piece by piece: unpacked where it is gzip, without its byte order mark. `onBytes` is told how many
 * bytes of the file have been read.
 *
 * Throws `too-large` for more bytes than are read, counted while they come, and `invalid` in words for a damaged file, one
 * that is empty and one that is not text in UTF-8.
 */
export async function* readText(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw invalidFile("The file is not text in UTF-8.");
    }
  };
  let isBegun = false;
  for await (const chunk of unpack(count(source, onBytes))) {
    if (chunk.length === 0) continue;
    if (!isBegun && isUtf16(chunk)) throw invalidFile(utf16);
    isBegun = true;
    yield decode(chunk);
  }
  if (!isBegun) throw invalidFile("The file is empty.");
  yield decode();
}

/** By its byte order mark, or by the half of each plain letter that is zero. */
function isUtf16(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  const isMarked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  return isMarked || (a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0);
}
