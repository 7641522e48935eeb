/** A session of PostgreSQL that holds a lock, as far as one may see of it. */
export type LockHolder = { pid: number; name: string | null; address: string | null; since: Date | null };

/** Columns of a `LockHolder`, from `pg_locks l LEFT JOIN pg_stat_activity a`. */
export const holderColumns =
  "l.pid, a.application_name AS name, host(a.client_addr) AS address, a.backend_start AS since";

/** Who that is, in words; the process is PostgreSQL's, for `pg_terminate_backend`. */
export function describeHolder({ pid, name, address, since }: LockHolder): string {
  const who = name ? `, ${name}` : "";
  const from = address ? ` from ${address}` : "";
  const when = since ? `, connected since ${since.toISOString().slice(0, 19)}Z` : "";
  return `process ${pid} of PostgreSQL${who}${from}${when}`;
}
