import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "../env";
import { fixSessionPath } from "./fix-search-paths";
import { PrismaClient } from "./generated/client";

type Database = { prisma: PrismaClient; pool: pg.Pool };

/** Where the connection is noted that a transaction gets while it is being opened. */
export const opening = new AsyncLocalStorage<{ connection: pg.PoolClient | null }>();

/** Prisma does not tell on which connection a transaction runs; the pool that it takes it from does. */
class NotingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): unknown {
    if (callback) return super.connect(callback);
    return this.#connect(opening.getStore());
  }

  async #connect(note: { connection: pg.PoolClient | null } | undefined): Promise<pg.PoolClient> {
    const connection = await super.connect();
    if (note) note.connection ??= connection;
    return connection;
  }
}

// Kept on globalThis: a reload in development makes the modules anew, and would leak a pool each time.
const kept = globalThis as { sluiceDatabase?: Database };

function open(): Database {
  const pool = new NotingPool({
    connectionString: env().DATABASE_URL,
    max: 16,
    // Who waits for a connection is told after this that there is none.
    connectionTimeoutMillis: 10_000,
    // A board's lock is held for a millisecond; who waits for seconds is told to try again.
    lock_timeout: 5_000,
    statement_timeout: 60_000,
    idleTimeoutMillis: 60_000,
    onConnect: fixSessionPath,
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on("error", () => {});
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  kept.sluiceDatabase ??= open();
  return kept.sluiceDatabase;
}

/** The process's Prisma client, over one pool. Opened at the first use. */
export function getDb(): PrismaClient {
  return database().prisma;
}

/** Client inside an interactive transaction. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** The pool below Prisma: for what Prisma does not speak, such as LISTEN and streamed reads. */
export function getPool(): pg.Pool {
  return database().pool;
}

/** Closes every connection; for scripts and tests that end. */
export async function closeDb(): Promise<void> {
  const open = kept.sluiceDatabase;
  kept.sluiceDatabase = undefined;
  if (!open) return;
  await open.prisma.$disconnect();
  await open.pool.end().catch(() => {});
}
