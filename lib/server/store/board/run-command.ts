import "server-only";
import { DomainError, type ErrorCode } from "@/lib/domain/errors";
import type { Prisma } from "../../db/generated/client";
import { db, inOneStatement } from "../../db/transaction";

type Outcome<T> =
  | { ok: T; refusal?: undefined }
  | { ok?: undefined; refusal: { code: ErrorCode } & Record<string, unknown> };

/**
 * Calls a command function of the database: one round trip. `call` selects its answer as `outcome`. `isOfOneCard`: see
 * `inOneStatement`.
 *
 * Throws the refusal as a DomainError with its details; a refused command has written nothing.
 */
export async function runCommand<T>(call: Prisma.Sql, reach: { isOfOneCard: boolean }): Promise<T> {
  const [row] = await inOneStatement(() => db().$queryRaw<{ outcome: Outcome<T> }[]>(call), reach);
  if (!row) throw new Error("A command gave no answer.");
  if (row.outcome.refusal) {
    const { code, ...details } = row.outcome.refusal;
    throw new DomainError(code, details);
  }
  return row.outcome.ok as T;
}
