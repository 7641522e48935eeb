import type { QueryResult, QueryResultRow } from "pg";

// What is not the product's to change, and whoever runs the database has to know: said at the start, with the command that
// mends it, and by verify.

/** A connection, or a pool of them. */
export type Asked = {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Collation = { database: string; name: string | null; kept: string; actual: string };

/**
 * Whether texts are sorted today as they were when their indexes were made: a newer library of the system sorts otherwise,
 * and an index that is in an older order does not find what is in it. In words, with the commands in their order.
 */
export async function findStaleCollations(client: Asked): Promise<string[]> {
  const { rows } = await client.query<Collation>(`
    SELECT datname AS database, NULL AS name, datcollversion AS kept, pg_database_collation_actual_version(oid) AS actual
    FROM pg_database WHERE datname = current_database()
      AND datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid)
      AND datcollversion IS NOT NULL
    UNION ALL
    SELECT current_database(), c.oid::regcollation::text, c.collversion, pg_collation_actual_version(c.oid)
    FROM pg_collation c
    WHERE c.collversion IS DISTINCT FROM pg_collation_actual_version(c.oid) AND c.collversion IS NOT NULL
      AND EXISTS (SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
        WHERE a.attcollation = c.oid AND t.relnamespace = current_schema()::regnamespace)`);
  return rows.map(({ database, name, kept, actual }) => {
    const refresh = name
      ? `ALTER COLLATION ${name} REFRESH VERSION`
      : `ALTER DATABASE ${quoted(database)} REFRESH COLLATION VERSION`;
    return `The system sorts text otherwise (version ${actual}) than when the indexes of the database ${database} were made (version ${kept}${name ? `, collation ${name}` : ""}): they may not find what is in them. In this order: REINDEX DATABASE ${quoted(database)}; ${refresh};`;
  });
}

/** Connections that one server has beside those of its pool: for notices, for asking whether the database is there, for a start. */
const besidePool = 3;

type Room = { max: number; others: number; user: string };

/** Whether the database lets one server have the connections that it may want. In words. */
export async function findConnectionShortage(client: Asked, poolSize: number): Promise<string[]> {
  const { rows } = await client.query<Room>(`
    SELECT current_user AS user, least(
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - coalesce(current_setting('reserved_connections', true), '0')::int,
        (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()),
        (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user)) AS max,
      (SELECT count(*)::int FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS others`);
  const room = rows[0];
  if (!room) return [];
  const wanted = poolSize + besidePool;
  if (wanted <= room.max - room.others) return [];
  const now = room.others > 0 ? `, and others hold ${room.others} now` : "";
  return [
    `This server may want ${wanted} connections (SLUICE_POOL_SIZE ${poolSize} and ${besidePool} more). PostgreSQL allows ${room.max}${now}. Of n servers each wants as many: lower SLUICE_POOL_SIZE, or raise max_connections.`,
  ];
}

/** What a connection that is lent for each transaction should find set, and does not. In words. */
export async function findMissingRoleSettings(
  client: Asked,
  statementTimeoutSeconds: number,
): Promise<string[]> {
  const { rows } = await client.query<{ user: string; database: string; timeout: string }>(
    "SELECT current_user AS user, current_database() AS database, current_setting('statement_timeout') AS timeout",
  );
  const found = rows[0];
  if (found?.timeout !== "0") return [];
  const role = `ALTER ROLE ${quoted(found.user)} IN DATABASE ${quoted(found.database)} SET`;
  return [
    `Through a pooler no read has a limit of time in the database. Give it one, then RECONNECT the pooler: ${role} statement_timeout = '${statementTimeoutSeconds}s'; ${role} lock_timeout = '4s';`,
  ];
}
