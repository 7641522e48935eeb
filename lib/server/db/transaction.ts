import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { ClientBase } from "pg";
import { secondMs } from "@/lib/domain/duration";
import { DomainError } from "@/lib/domain/errors";
import { isPooled } from "../environment/env";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { getDb, type Opening, opening, type Transaction } from "./client";
import { settingsSql } from "./session-settings";
import type { Patience } from "./silence-watch";
import type { WatchedClient } from "./watched-client";

/** `connection`: the one that the transaction runs on. `afterCommit`: what waits for it to be durable. */
type Open = {
  transaction: Transaction;
  connection: WatchedClient;
  afterCommit: (() => void)[];
  /** The end of the newest read below Prisma. */
  lastRead?: Promise<unknown>;
};

const current = oncePerProcess("open transactions", () => new AsyncLocalStorage<Open>());

const deadlock = "40P01";
/** The statement is not prepared any more, or gives other columns than when it was. */
const forgotten: ReadonlySet<string | null> = new Set(["26000", "0A000"]);
const lockTimeout = "55P03";
const maxTries = 4;

/**
 * The one way to the database: the transaction that this call runs in, else the client itself, each statement on its own.
 */
export function db(): Transaction {
  return current.getStore()?.transaction ?? getDb();
}

/** The connection of the open transaction, for what Prisma does not speak, such as COPY. Throws outside of one. */
export function connection(): ClientBase {
  const open = current.getStore()?.connection;
  if (!open) throw new Error("No transaction is open.");
  return open;
}

/**
 * Runs one statement after the other on the connection of the open transaction, which does one thing at a time; null
 * outside of a transaction. For `below-prisma.ts` alone.
 */
export function inOpenTransaction<T>(run: (connection: WatchedClient) => Promise<T>): Promise<T> | null {
  const open = current.getStore();
  if (!open) return null;
  const { connection } = open;
  const answer = (open.lastRead ?? Promise.resolve()).then(() => run(connection));
  open.lastRead = answer.catch(() => {});
  return answer;
}

/** How long what a request writes may take; it holds the locks of others up. */
const requestMs = 60_000;

/**
 * A command on one card ends in milliseconds, or is told in seconds that a lock was not to be had: whoever hears nothing for
 * longer has a connection, or a process of the server, that has stopped.
 */
const patienceWithOneCard: Patience = { askAfterMs: 1_500, maxMs: 4_500 };

/**
 * Runs `work` in one READ COMMITTED transaction, in which `db()` is that transaction. Inside another one it joins it.
 * It is given up after `maxMs`.
 *
 * A throw rolls everything back. A deadlock is tried again a few times, and so is what met a connection that has forgotten
 * its statements; a lock that was not to be had in time, or a deadlock that keeps coming back, is `DomainError("busy")`.
 */
export function inTransaction<T>(work: () => Promise<T>, maxMs = requestMs): Promise<T> {
  if (current.getStore()) return work();
  return withRetries(async () => {
    const note: Opening = { connection: null };
    const afterCommit: Open["afterCommit"] = [];
    const result = await opening.run(note, () =>
      getDb().$transaction(
        async (transaction) => {
          // A session that is lent has whatever settings its last borrower left.
          if (isPooled()) await transaction.$queryRawUnsafe(settingsSql({ isLocal: true }));
          // What runs below Prisma would run beside the transaction.
          const { connection } = note;
          if (!connection) throw new Error("Prisma took the connection of a transaction unseen.");
          return current.run({ transaction, connection, afterCommit }, work);
        },
        { maxWait: 15_000, timeout: maxMs },
      ),
    );
    for (const act of afterCommit) act();
    return result;
  });
}

/** Whether this call runs in a transaction, and so on the connection that it holds. */
export function isInTransaction(): boolean {
  return current.getStore() !== undefined;
}

/** Does something once the transaction that this call runs in is committed; never if it is rolled back. */
export function afterCommit(act: () => void): void {
  const open = current.getStore();
  if (open) open.afterCommit.push(act);
  else act();
}

/**
 * Frees the open transaction of the limit that a request's statements have, for one that writes much and holds nobody up.
 * It ends within a second of its client's death, even in the middle of a statement, where the system can tell.
 */
export async function beginLongWrite(maxMs: number): Promise<void> {
  const open = current.getStore()?.connection;
  if (open)
    open.patience = {
      askAfterMs: 60 * secondMs,
      maxMs: maxMs > 0 ? maxMs + 5 * secondMs : Number.POSITIVE_INFINITY,
    };
  await db().$executeRaw`SELECT set_config('statement_timeout', ${String(maxMs)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(maxMs)}, true)`;
  await db().$executeRaw`SELECT set_config('work_mem', '64MB', true)`;
  await inSavepoint(
    () => db().$executeRaw`SELECT set_config('client_connection_check_interval', '500', true)`,
  ).catch(() => {});
}

/**
 * A command that is one statement, and a transaction of its own unless one is open; tried again as `inTransaction` does.
 * `isOfOneCard`: that it is about one card of one board, and so is waited for only some seconds.
 */
export async function inOneStatement<T>(
  statement: () => Promise<T>,
  { isOfOneCard }: { isOfOneCard: boolean },
): Promise<T> {
  const open = current.getStore()?.connection;
  const patience = isOfOneCard ? patienceWithOneCard : undefined;
  // Prisma begins a statement when it is awaited, which has to be in here.
  if (!open)
    return withRetries(() => opening.run({ connection: null, patience }, async () => await statement()));
  const usual = open.patience;
  if (patience) open.patience = { ...usual, maxMs: Math.min(usual.maxMs, patience.maxMs) };
  try {
    return await statement();
  } finally {
    open.patience = usual;
  }
}

/** Part of an open transaction that can fail without the rest: a throw undoes only what `work` wrote. */
export async function inSavepoint<T>(work: () => Promise<T>): Promise<T> {
  await onConnection("SAVEPOINT part");
  const waiting = current.getStore()?.afterCommit;
  const before = waiting?.length ?? 0;
  try {
    return await work();
  } catch (error) {
    waiting?.splice(before);
    await onConnection("ROLLBACK TO SAVEPOINT part");
    throw error;
  }
}

/** Runs a statement of the open transaction itself. Throws outside of one. */
async function onConnection(statement: string): Promise<void> {
  if (!(await inOpenTransaction((open) => open.query(statement)))) throw new Error("No transaction is open.");
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const state = sqlStateOf(error);
      if ((state === deadlock || forgotten.has(state)) && tries < maxTries) continue;
      if (state === deadlock || state === lockTimeout || isPoolExhausted(error))
        throw new DomainError("busy");
      throw error;
    }
  }
}

/** Whether a connection cannot run a statement that it keeps prepared, though nothing is wrong with the statement. */
export function isForgottenStatement(error: unknown): boolean {
  return forgotten.has(sqlStateOf(error));
}

/** SQLSTATE of a database error, the driver's own or as Prisma wraps it; null for anything else. */
export function sqlStateOf(error: unknown): string | null {
  const { meta, cause, code, severity } = (error ?? {}) as {
    meta?: { driverAdapterError?: unknown; code?: unknown };
    cause?: { originalCode?: unknown };
    code?: unknown;
    severity?: unknown;
  };
  if (typeof severity === "string" && typeof code === "string") return code;
  if (typeof cause?.originalCode === "string") return cause.originalCode;
  if (meta?.driverAdapterError) return sqlStateOf(meta.driverAdapterError);
  return code === "P2034" ? deadlock : null;
}

/** No connection became free in time. */
function isPoolExhausted(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "P2028";
}
