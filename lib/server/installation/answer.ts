import pg from "pg";
import { type Cluster, superuser } from "./cluster";
import { isSameFile } from "./files";
import type { PidFile } from "./pid-file";

const answerMs = 3_000;
const startTimeToleranceSeconds = 60;

/** What is heard on a port of this machine. */
export type Answer =
  | { kind: "silent" }
  /** It starts, recovers, or ends. */
  | { kind: "busy" }
  | { kind: "refuses our password" }
  | { kind: "another server" }
  /** The server of this very cluster. `users`: who else is connected to it, in words. */
  | { kind: "ours"; users: string[] };

/** Address of a database on this machine, as the superuser of a cluster. */
export function addressOf(port: number, password: string, database: string): string {
  return `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

const question = `
  SELECT current_setting('data_directory') AS folder,
    extract(epoch FROM pg_postmaster_start_time())::float8 AS "startedAtSeconds",
    (SELECT system_identifier::text FROM pg_control_system()) AS "systemIdentifier",
    ARRAY(SELECT format('%s from %s (%s)', coalesce(nullif(application_name, ''), 'a program'), client_addr, state)
      FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS users`;

/** Asks the server that a note of a cluster names whether it serves this cluster. */
export async function ask(cluster: Cluster, note: PidFile, password: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: addressOf(note.port, password, "postgres"),
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(question);
    const [{ folder, startedAtSeconds, systemIdentifier, users }] = rows;
    const isOurs =
      systemIdentifier === cluster.systemIdentifier &&
      Math.abs(startedAtSeconds - note.startedAtSeconds) < startTimeToleranceSeconds &&
      (await isSameFile(folder, cluster.path).catch(() => false));
    return isOurs ? { kind: "ours", users } : { kind: "another server" };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "57P03") return { kind: "busy" };
    if (code === "28P01" || code === "28000") return { kind: "refuses our password" };
    return { kind: "silent" };
  } finally {
    await client.end().catch(() => {});
  }
}
