import "server-only";
import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";
import { getPool } from "./client";
import { inOpenTransaction } from "./transaction";

/**
 * A statement, with `$1`, `$2` …, that each connection parses and plans once and keeps under its name; gives what runs it:
 * in the open transaction if there is one, else on its own. For what nearly every request asks, where what Prisma does to
 * each would cost more than the rest; who may, is named with the reason in `tests/architecture/rooms.ts`.
 *
 * Arguments are cast in the text, and come as the driver takes them; rows are as the driver gives them.
 */
export function prepared<Row extends QueryResultRow>(
  name: string,
  text: string,
): (...values: unknown[]) => Promise<Row[]> {
  // Another text has another name: a reload in development keeps the connections.
  const own = `${name} ${createHash("sha256").update(text).digest("base64url").slice(0, 12)}`;
  return async (...values) => {
    const statement = { name: own, text, values };
    const inside = inOpenTransaction((connection) => connection.query<Row>(statement));
    if (inside) return (await inside).rows;
    const connection = await getPool().connect();
    try {
      return (await connection.query<Row>(statement)).rows;
    } finally {
      // Not by `pool.query`, which gives a connection up for any error, a refusal of a limit among them.
      connection.release();
    }
  };
}
