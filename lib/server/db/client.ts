import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { secondMs } from "@/lib/domain/duration";
import { directUrl, env, isPooled } from "../environment/env";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { DatabaseAsker } from "./ask-database";
import { PrismaClient } from "./generated/client";
import { prepareSession } from "./session-settings";
import { lookEveryMs, type Patience, SilenceWatch } from "./silence-watch";
import { WatchedClient } from "./watched-client";

type Database = { prisma: PrismaClient; pool: WatchedPool; close(): void };

/**
 * What whoever opens a connection wants of it: `patience` with it; and to be told which it was, in `connection`.
 */
export type Opening = { connection: WatchedClient | null; patience?: Patience };

/** What is wanted of the connection that this call takes from the pool. */
export const opening = oncePerProcess("connections being taken", () => new AsyncLocalStorage<Opening>());

type Taken = Parameters<NonNullable<Parameters<pg.Pool["connect"]>[0]>>;

/** During an outage whoever asks is refused at once. */
function awayError(): Error {
  return Object.assign(new Error("The database does not answer."), { code: "ETIMEDOUT" });
}

/** The pool notes which connection Prisma takes, which Prisma itself does not tell, and takes none back that is spent. */
class WatchedPool extends pg.Pool {
  readonly busy = new Set<WatchedClient>();
  readonly watch: SilenceWatch;

  constructor(
    options: pg.PoolConfig & { isLent: boolean },
    asker: DatabaseAsker,
    private readonly usual: Patience,
  ) {
    super({ ...options, Client: WatchedClient as unknown as new () => pg.ClientBase });
    this.watch = new SilenceWatch(() => this.busy, asker.ask);
    this.on("acquire", (client) => this.busy.add(client as unknown as WatchedClient));
    this.on("release", (_, client) => this.busy.delete(client as unknown as WatchedClient));
    this.on("remove", (client) => this.busy.delete(client as unknown as WatchedClient));
    // An idle connection that the server closes must not end the process; the next query opens another.
    this.on("error", () => {});
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): unknown {
    if (!callback)
      return new Promise<pg.PoolClient>((resolve, reject) => {
        this.#take((error, client) => (client ? resolve(client) : reject(error)));
      });
    return this.#take(callback);
  }

  #take(callback: (...taken: Taken) => void): void {
    const wanted = opening.getStore();
    if (this.watch.isAway) return void process.nextTick(callback, awayError(), undefined, () => {});
    const doubting = setTimeout(() => void this.watch.doubt(), this.usual.askAfterMs);
    super.connect((error, client, release) => {
      clearTimeout(doubting);
      if (error) void this.watch.doubt();
      if (!client) return callback(error, client, release);
      const watched = client as unknown as WatchedClient;
      watched.patience = wanted?.patience ?? this.usual;
      if (wanted) wanted.connection ??= watched;
      client.release = (fault) => release(fault || watched.isSpent);
      callback(error, client, client.release);
    });
  }
}

const kept = oncePerProcess<{ database: Database | null }>("database", () => ({ database: null }));

/** A pooler gives the driver an invented process number; the server process knows its own. */
async function prepare(client: pg.ClientBase): Promise<void> {
  (client as WatchedClient).pid = await prepareSession(client);
}

function open(): Database {
  const settings = env();
  const isLent = isPooled();
  // Asked directly, not through the pooler: a full pooler is not a silent database.
  const asker = new DatabaseAsker(directUrl());
  const pool = new WatchedPool(
    {
      connectionString: settings.DATABASE_URL,
      application_name: "sluice",
      max: settings.SLUICE_POOL_SIZE,
      // A few stay open: what a connection has prepared and planned is lost with it, and its first commands are slow.
      min: Math.min(4, settings.SLUICE_POOL_SIZE),
      isLent,
      // Whoever waits longer than this for a connection is refused.
      connectionTimeoutMillis: settings.SLUICE_CONNECT_TIMEOUT * secondMs,
      idleTimeoutMillis: 60_000,
      // Lets the operating system notice a connection that died without a word.
      keepAlive: true,
      ...(isLent ? {} : { onConnect: prepare }),
    },
    asker,
    { askAfterMs: 1_500, maxMs: (settings.SLUICE_STATEMENT_TIMEOUT + 5) * secondMs },
  );
  const timer = setInterval(() => void pool.watch.look(), lookEveryMs);
  timer.unref();
  return {
    pool,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    close: () => {
      clearInterval(timer);
      asker.close();
    },
  };
}

function database(): Database {
  kept.database ??= open();
  return kept.database;
}

/** The process's Prisma client, over one pool. Opened at the first use. */
export function getDb(): PrismaClient {
  return database().prisma;
}

/** Client inside an interactive transaction. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** The pool below Prisma: for what Prisma does not speak, such as streamed reads. */
export function getPool(): pg.Pool {
  return database().pool;
}

/** Closes every connection; for scripts and tests that end. */
export async function closeDb(): Promise<void> {
  const open = kept.database;
  kept.database = null;
  if (!open) return;
  open.close();
  await open.prisma.$disconnect();
  await open.pool.end().catch(() => {});
}
