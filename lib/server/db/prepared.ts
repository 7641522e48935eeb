import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient, QueryResultRow } from "pg";
import { getPool } from "./client";
import { inOpenTransaction, isForgottenStatement } from "./transaction";
import type { WatchedClient } from "./watched-client";

/**
 * A statement, with `$1`, `$2` …, that each connection parses and plans once and keeps under its name; gives what runs it:
 * in the open transaction if there is one, else on its own. For what nearly every request asks, where what Prisma does to
 * each would cost more than the rest; who may, is named with the reason in `tests/architecture/rooms.ts`.
 *
 * Arguments are cast in the text, and come as the driver takes them; rows are as the driver gives them. A connection that
 * can no longer run what it keeps is given up: on its own the statement is run on another one.
 */
export function prepared<Row extends QueryResultRow>(
  name: string,
  text: string,
): (...values: unknown[]) => Promise<Row[]> {
  // Another text has another name: a reload in development keeps the connections.
  const own = `${name} ${createHash("sha256").update(text).digest("base64url").slice(0, 12)}`;
  return async (...values) => {
    const ask = async (connection: WatchedClient): Promise<Row[]> => {
      try {
        return (await connection.query<Row>({ name: own, text, values })).rows;
      } catch (error) {
        connection.isSpent ||= isForgottenStatement(error);
        throw error;
      }
    };
    const inside = inOpenTransaction(ask);
    if (inside) return inside;
    const pool = getPool();
    // All connections may keep what has changed: each try gives one of them up.
    for (let others = pool.options.max; ; others--) {
      const connection = (await pool.connect()) as PoolClient & WatchedClient;
      try {
        return await ask(connection);
      } catch (error) {
        if (!connection.isSpent || others === 0) throw error;
      } finally {
        // Not by `pool.query`, which gives a connection up for any error, a refusal of a limit among them.
        connection.release();
      }
    }
  };
}
