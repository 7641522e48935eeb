import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import { connection } from "./transaction";

/** A value as COPY takes it; an instant is a Date. */
export type CopyValue = string | number | boolean | Date | null;

/** Characters that go out in one piece. */
const pieceLength = 64 * 1024;

const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function toField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return value.replace(/[\\\n\r\t]/g, (char) => escapes[char] ?? char);
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

function* toPieces(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let piece = "";
  for (const row of rows) {
    piece += `${row.map(toField).join("\t")}\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/**
 * Writes rows into a table by COPY, as part of the open transaction: for so many that a statement of their own, or one
 * text of all, would cost more than all else. `columns` names what the values of a row are, in order.
 */
export async function copyIn(
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const copy = connection().query(from(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(toPieces(rows)), copy);
}
