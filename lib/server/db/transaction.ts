import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { DomainError } from "@/lib/domain/errors";
import { getDb, type Transaction } from "./client";

/** `afterCommit`: what waits for the transaction to be durable. */
type Open = { transaction: Transaction; afterCommit: (() => void)[] };

const current = new AsyncLocalStorage<Open>();

const deadlock = "40P01";
const lockTimeout = "55P03";
const mostTries = 4;

/** The transaction that this call runs in, else the client itself: each statement on its own. */
export function db(): Transaction {
  return current.getStore()?.transaction ?? getDb();
}

/**
 * Runs `work` in one READ COMMITTED transaction, in which `db()` is that transaction. Inside another one it joins it.
 *
 * A throw rolls everything back. A deadlock is tried again a few times; a lock that was not to be had in time, or a
 * deadlock that keeps coming back, is `DomainError("busy")`.
 */
export function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (current.getStore()) return work();
  return withRetries(async () => {
    const afterCommit: Open["afterCommit"] = [];
    const result = await getDb().$transaction(
      (transaction) => current.run({ transaction, afterCommit }, work),
      { maxWait: 15_000, timeout: 60_000 },
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

/** One statement that is a transaction of its own unless one is open; tried again as `inTransaction` does. */
export function inOneStatement<T>(statement: () => Promise<T>): Promise<T> {
  return current.getStore() ? statement() : withRetries(statement);
}

/** Part of an open transaction that can fail without the rest: a throw undoes only what `work` wrote. */
export async function inSavepoint<T>(work: () => Promise<T>): Promise<T> {
  await db().$executeRaw`SAVEPOINT part`;
  const waiting = current.getStore()?.afterCommit;
  const before = waiting?.length ?? 0;
  try {
    return await work();
  } catch (error) {
    waiting?.splice(before);
    await db().$executeRaw`ROLLBACK TO SAVEPOINT part`;
    throw error;
  }
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === deadlock && tries < mostTries) continue;
      if (state === deadlock || state === lockTimeout || isPoolExhausted(error))
        throw new DomainError("busy");
      throw error;
    }
  }
}

/** SQLSTATE of a database error as Prisma wraps it; null for anything else. */
export function sqlStateOf(error: unknown): string | null {
  const { meta, cause, code } = (error ?? {}) as {
    meta?: { driverAdapterError?: unknown; code?: unknown };
    cause?: { originalCode?: unknown };
    code?: unknown;
  };
  if (typeof cause?.originalCode === "string") return cause.originalCode;
  if (meta?.driverAdapterError) return sqlStateOf(meta.driverAdapterError);
  return code === "P2034" ? deadlock : null;
}

/** No connection became free in time. */
function isPoolExhausted(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "P2028";
}
