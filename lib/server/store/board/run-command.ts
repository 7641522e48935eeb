import "server-only";
import { DomainError, type ErrorCode } from "@/lib/domain/errors";
import { prepared } from "../../db/prepared";
import { inOneStatement } from "../../db/transaction";

type Outcome =
  | { ok: unknown; refusal?: undefined }
  | { ok?: undefined; refusal: { code: ErrorCode } & Record<string, unknown> };

/** Arguments of the database's `run_command`, in their order. */
export type CommandCall = {
  name: string;
  actorId: string;
  roles: readonly string[];
  overrideRoles: readonly string[];
  targetId: string;
  body: object;
  servesWaiting: boolean;
};

const command = prepared<{ outcome: Outcome }>(
  "run-command",
  "SELECT run_command($1, $2::uuid, $3::member_role[], $4::member_role[], $5::uuid, $6::jsonb, $7) AS outcome",
);

/**
 * Runs a command in the database: one round trip. `isOfOneCard`: see `inOneStatement`.
 *
 * Throws the refusal as a DomainError with its details; a refused command has written nothing.
 */
export async function runCommand<T>(call: CommandCall, reach: { isOfOneCard: boolean }): Promise<T> {
  const { name, actorId, roles, overrideRoles, targetId, body, servesWaiting } = call;
  const [row] = await inOneStatement(
    () => command(name, actorId, roles, overrideRoles, targetId, JSON.stringify(body), servesWaiting),
    reach,
  );
  if (!row) throw new Error("A command gave no answer.");
  if (row.outcome.refusal) {
    const { code, ...details } = row.outcome.refusal;
    throw new DomainError(code, details);
  }
  return row.outcome.ok as T;
}
