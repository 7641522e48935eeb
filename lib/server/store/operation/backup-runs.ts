import "server-only";
import { basename } from "node:path";
import type { ClientBase } from "pg";
import { db } from "../../db/transaction";

const maxKept = 100;
/** How long recording a failure may take: the database may be what failed. */
const noteWithinMs = 10_000;
/** Held by the server that makes a backup by schedule, until its connection ends. */
const backupLock = "7583024002";

/** A backup that was proved, or, with a `problem`, an attempt that failed. `at`: when it ended, epoch ms. */
export type BackupRun = {
  at: number;
  path: string;
  bytes: number | null;
  rows: number | null;
  tookMs: number | null;
  problem: string | null;
};

/** Whether this session is now the one that makes backups by schedule; the end of the session lets go. */
export async function tryBackupLock(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ isOurs: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOurs"', [
    backupLock,
  ]);
  return rows[0]?.isOurs ?? false;
}

async function note(client: ClientBase, run: Omit<BackupRun, "at">): Promise<void> {
  await client.query(
    "INSERT INTO backup_run (path, bytes, rows, took_ms, problem) VALUES ($1, $2, $3, $4, $5)",
    [run.path, run.bytes, run.rows, run.tookMs === null ? null : Math.round(run.tookMs), run.problem],
  );
  // The newest proved one stays, however many attempts have failed since.
  await client.query(
    `DELETE FROM backup_run WHERE id <= (SELECT max(id) FROM backup_run) - $1
       AND id <> coalesce((SELECT max(id) FROM backup_run WHERE problem IS NULL), 0)`,
    [maxKept],
  );
}

/** Notes a backup that was proved. */
export function noteBackup(
  client: ClientBase,
  { path, bytes, rows, tookMs }: { path: string; bytes: number; rows: number; tookMs: number },
): Promise<void> {
  return note(client, { path, bytes, rows, tookMs, problem: null });
}

/**
 * Notes an attempt that failed. `open` gives a connection, since that of the attempt may be of no use; the signal ends its
 * waiting.
 */
export async function noteBackupFailure(
  open: (signal: AbortSignal) => Promise<ClientBase & { end(): Promise<void> }>,
  path: string,
  error: unknown,
): Promise<void> {
  const client = await open(AbortSignal.timeout(noteWithinMs));
  try {
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await note(client, { path, bytes: null, rows: null, tookMs: null, problem });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Names of the files that this installation has made and proved, wherever they lie. `client`: who asks with a session of their own. */
export async function listProvedNames(client?: ClientBase): Promise<Set<string>> {
  const runs = client
    ? (await client.query<{ path: string }>("SELECT path FROM backup_run WHERE problem IS NULL")).rows
    : await db().$queryRaw<{ path: string }[]>`SELECT path FROM backup_run WHERE problem IS NULL`;
  return new Set(runs.map(({ path }) => basename(path)));
}

type Row = Omit<BackupRun, "at" | "bytes" | "rows" | "tookMs"> & {
  at: Date;
  bytes: bigint | null;
  rows: bigint | null;
  tookMs: bigint | null;
};

const toNumber = (value: bigint | null) => (value === null ? null : Number(value));

/** The newest backup that was proved, and the newest attempt if it failed after that one. */
export async function readBackupRuns(): Promise<{ proved: BackupRun | null; failed: BackupRun | null }> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT at, path, bytes, rows, took_ms AS "tookMs", problem FROM backup_run
    WHERE id = (SELECT max(id) FROM backup_run WHERE problem IS NULL) OR id = (SELECT max(id) FROM backup_run)`;
  const runs = rows.map((row) => ({
    ...row,
    at: row.at.getTime(),
    bytes: toNumber(row.bytes),
    rows: toNumber(row.rows),
    tookMs: toNumber(row.tookMs),
  }));
  return {
    proved: runs.find(({ problem }) => problem === null) ?? null,
    failed: runs.find(({ problem }) => problem !== null) ?? null,
  };
}
