import "server-only";
import type { ClientBase } from "pg";
import { env } from "../env";
import { lockTimeoutMs } from "./fix-function-settings";

export const secondMs = 1_000;

/**
 * SQL that has a session, or with `isLocal` the open transaction, look up names as the functions do (in the schema that the
 * product is in, temporary tables last), and wait for nothing without bound.
 */
export function settingsSql({ isLocal }: { isLocal: boolean }): string {
  const statementMs = env().SLUICE_STATEMENT_TIMEOUT * secondMs;
  return `
    SELECT set_config('search_path', format('%I, pg_temp', current_schema()), ${isLocal}),
      set_config('statement_timeout', '${statementMs}', ${isLocal}),
      set_config('lock_timeout', '${lockTimeoutMs}', ${isLocal}),
      set_config('idle_in_transaction_session_timeout', '${statementMs}', ${isLocal})`;
}

/** Gives a session what all of its statements rely on. Not sent when connecting: poolers refuse it there. */
export async function prepareSession(client: ClientBase): Promise<void> {
  const bounded = {
    text: settingsSql({ isLocal: false }),
    query_timeout: env().SLUICE_CONNECT_TIMEOUT * secondMs,
  };
  await client.query(bounded);
}
