import "server-only";
import type { QueryResult, QueryResultRow } from "pg";
import { getPool } from "./client";
import { inOpenTransaction } from "./transaction";

/** Asks the database in SQL with `$1`, `$2` …, and gives the rows as the driver does. */
type Reader = {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
};

/**
 * Reads below Prisma, in the open transaction if there is one: for reads of so many rows, or so often, that what Prisma does
 * to each would be felt. Everybody else asks `db()`. Who may read here is named, with the reason, in
 * `tests/architecture/rooms.ts`.
 */
export function reader(): Reader {
  return {
    query<Row extends QueryResultRow>(text: string, values?: unknown[]) {
      return (
        inOpenTransaction((connection) => connection.query<Row>(text, values)) ??
        getPool().query<Row>(text, values)
      );
    },
  };
}
