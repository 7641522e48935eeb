// What the database does for a piece of work: which functions it calls, which statements it runs, which tables it reads.
import pg from "pg";

/** A connection that has nothing to do tells what it counted after ten seconds at the latest. */
const untilToldMs = 11_000;
const maxTextLength = 110;

/** Has the server count; takes effect with its next start. */
export async function askForCounts(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT quote_ident(current_database()) AS name,
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements') AS has_statements`,
  );
  const [{ name, has_statements: hasStatements }] = rows;
  await client.query(`ALTER DATABASE ${name} SET track_functions = 'all'`);
  if (hasStatements) {
    await client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await client.query(`ALTER DATABASE ${name} SET pg_stat_statements.track = 'all'`);
  }
  await client.end();
  return { hasStatements };
}

const counts = {
  functions: `SELECT funcid::int AS key, funcname AS name, calls::int, self_time AS self_ms, total_time AS total_ms
    FROM pg_stat_user_functions`,
  tables: `SELECT relid::int AS key, relname AS name, (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int AS scans,
      (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read, n_tup_ins::int AS inserted,
      n_tup_upd::int AS updated, n_tup_hot_upd::int AS hot, n_tup_del::int AS deleted
    FROM pg_stat_user_tables`,
};
const statements = `SELECT s.queryid || ' ' || s.toplevel AS key, s.query AS name, s.toplevel, s.calls::int,
    s.total_exec_time + s.total_plan_time AS total_ms, s.rows::int
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = $1`;

const isNumber = (value) => typeof value === "number";

/** Each row less what it was before, a piece of work; rows where nothing happened are left out. */
function since(now, before, times) {
  const known = new Map(before.map((row) => [row.key, row]));
  return now
    .map((row) => {
      const old = known.get(row.key) ?? {};
      const entries = Object.entries(row).map(([column, value]) => [
        column,
        column !== "key" && isNumber(value) ? (value - (old[column] ?? 0)) / times : value,
      ]);
      return Object.fromEntries(entries);
    })
    .filter((row) => (row.calls ?? row.scans + row.inserted + row.updated + row.deleted) > 0);
}

/**
 * Reads what the server counts. `measure` answers, for a piece of work that was done `times` times, what was called, run and
 * read for one.
 */
export async function openCounts(databaseUrl, { hasStatements }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT current_database() AS name");
  // In a database of its own: the product's catalogue is compared with its files.
  const elsewhere = new URL(databaseUrl);
  elsewhere.pathname = "/postgres";
  const beside = new pg.Client({ connectionString: elsewhere.href });
  await beside.connect();
  if (hasStatements) await beside.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");

  const read = async () => {
    await new Promise((resolve) => setTimeout(resolve, untilToldMs));
    return {
      functions: (await client.query(counts.functions)).rows,
      tables: (await client.query(counts.tables)).rows,
      statements: hasStatements ? (await beside.query(statements, [rows[0].name])).rows : [],
    };
  };
  return {
    client,
    measure: async (times, work) => {
      const before = await read();
      await work();
      const now = await read();
      return Object.fromEntries(
        Object.keys(now).map((part) => [part, since(now[part], before[part], times)]),
      );
    },
    close: () => Promise.all([client.end(), beside.end()]),
  };
}

/** A statement on one line, the beginning of a long one. */
export function shorten(text) {
  const line = text.replaceAll(/--.*$/gm, "").replaceAll(/\s+/g, " ").trim();
  return line.length > maxTextLength ? `${line.slice(0, maxTextLength)} …` : line;
}
