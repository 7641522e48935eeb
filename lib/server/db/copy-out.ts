import "server-only";
import pg from "pg";
import { to } from "pg-copy-streams";
import { getPool } from "./client";
import { connection, isInTransaction } from "./transaction";

/** COPY takes no parameters, so that the values of `$1`, `$2` … become literals of the query. */
function bind(query: string, values: readonly (string | null)[]): string {
  return query.replace(/\$(\d+)/g, (_, place: string) => {
    const value = values[Number(place) - 1] ?? null;
    return value === null ? "NULL" : pg.escapeLiteral(value);
  });
}

/**
 * All rows of a query as PostgreSQL holds them, for reads so large that making text of them would cost more than all
 * else, in the open transaction if there is one. `values` stand for `$1`, `$2` … of the query.
 */
export async function copyOut(query: string, values: readonly (string | null)[]): Promise<CopiedRows> {
  if (isInTransaction()) return await copyFrom(connection(), query, values);
  const client = await getPool().connect();
  try {
    return await copyFrom(client, query, values);
  } finally {
    client.release();
  }
}

async function copyFrom(
  client: pg.ClientBase,
  query: string,
  values: readonly (string | null)[],
): Promise<CopiedRows> {
  const chunks: Buffer[] = [];
  const copy = to(`COPY (${bind(query, values)}) TO STDOUT (FORMAT binary)`);
  for await (const chunk of client.query(copy)) chunks.push(chunk);
  return new CopiedRows(Buffer.concat(chunks));
}

/** A field of a row: where its bytes begin and end. */
export type CopiedField = { from: number; to: number };

const extensionLengthAt = 15;
const headBytes = 19;

/**
 * Rows in the binary format of COPY (PostgreSQL's manual, "COPY", file formats): a head; for each row the number of its
 * fields, and for each field its length, -1 for NULL, and its bytes; -1 at the end.
 */
export class CopiedRows {
  readonly bytes: Buffer;
  /** The same bytes; numbers are read from it several times faster. */
  readonly view: DataView;
  #offset: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = headBytes + this.view.getInt32(extensionLengthAt);
  }

  /** Goes on to the next row, once all fields of the one before are read. False when there is none. */
  next(): boolean {
    const fields = this.view.getInt16(this.#offset);
    this.#offset += 2;
    return fields >= 0;
  }

  /** The next field of the row; null for NULL. */
  field(): CopiedField | null {
    const length = this.view.getInt32(this.#offset);
    const from = this.#offset + 4;
    this.#offset = from + Math.max(0, length);
    return length < 0 ? null : { from, to: this.#offset };
  }

  uuid(): string | null {
    const field = this.field();
    return field && uuidAt(this.bytes, field.from);
  }

  text(): string | null {
    const field = this.field();
    return field && this.bytes.toString("utf8", field.from, field.to);
  }

  /** Epoch ms. */
  instant(): number | null {
    const field = this.field();
    return field && instantAt(this.view, field.from);
  }
}

/** Microseconds from 1970 to 2000, from which PostgreSQL counts, in ms. */
const epochMs = 946_684_800_000;

/** A timestamp in PostgreSQL's own bytes, as epoch ms. */
export function instantAt(view: DataView, offset: number): number {
  const micros = view.getInt32(offset) * 4_294_967_296 + view.getUint32(offset + 4);
  return Math.round(micros / 1000) + epochMs;
}

const digits = Buffer.from("0123456789abcdef");
/** Where the two digits of each byte of a uuid stand. */
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const written = Buffer.alloc(36, "-");

/** The 16 bytes of a uuid as text. Written in one piece: text put together from parts is slow to look up. */
export function uuidAt(bytes: Buffer, offset: number): string {
  places.forEach((place, index) => {
    const byte = bytes[offset + index] ?? 0;
    written[place] = digits[byte >> 4] ?? 0;
    written[place + 1] = digits[byte & 15] ?? 0;
  });
  return written.toString("latin1");
}

/** An instant (epoch ms, or an infinity) as the text of a timestamp. */
export function toTimestamp(at: number): string {
  if (Number.isFinite(at)) return new Date(at).toISOString();
  return at < 0 ? "-infinity" : "infinity";
}
