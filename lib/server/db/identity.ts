import { connectWhenReady } from "./connect-when-ready";
import { unseen, type Waiting } from "./progress";

/** What a database says about whose it is. */
export type DatabaseIdentity =
  | { kind: "empty" }
  /** Tables, but none of ours. */
  | { kind: "foreign"; tables: string[] }
  /** Ours, of a release before installations had an id. */
  | { kind: "older" }
  | { kind: "known"; id: string };

/**
 * Reads whose a database is, once it is there; writes nothing. Throws `DatabaseRefusal` for what waiting does not mend.
 */
export async function readIdentity(url: string, waiting: Waiting = unseen): Promise<DatabaseIdentity> {
  const client = await connectWhenReady(url, { waiting, applicationName: "sluice-start" });
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
    );
    const tables = rows.map(({ name }) => name);
    if (tables.length === 0) return { kind: "empty" };
    if (!tables.includes("_prisma_migrations")) return { kind: "foreign", tables };
    if (!tables.includes("installation")) return { kind: "older" };
    const found = await client.query<{ id: string }>("SELECT id FROM installation");
    const id = found.rows[0]?.id;
    return id ? { kind: "known", id } : { kind: "older" };
  } finally {
    await client.end();
  }
}

/** The id of a database that is migrated. Throws when it has none. */
export async function requireIdentity(url: string, waiting: Waiting = unseen): Promise<string> {
  const identity = await readIdentity(url, waiting);
  if (identity.kind !== "known")
    throw new Error("The table installation has no row, although the schema is up to date.");
  return identity.id;
}
