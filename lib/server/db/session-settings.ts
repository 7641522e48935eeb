import "server-only";
import type { ClientBase, QueryConfig } from "pg";
import { secondMs } from "@/lib/domain/duration";
import { env } from "../environment/env";
import { lockTimeoutMs } from "./fix-function-settings";

/**
 * SQL that has a session, or with `isLocal` the open transaction, look up names as the functions do (in the schema that the
 * product is in, temporary tables last), wait for nothing without bound, and hear what is announced.
 */
export function settingsSql({ isLocal }: { isLocal: boolean }): string {
  const statementMs = env().SLUICE_STATEMENT_TIMEOUT * secondMs;
  return `
    SELECT set_config('search_path', format('%I, pg_temp', current_schema()), ${isLocal}),
      set_config('statement_timeout', '${statementMs}', ${isLocal}),
      set_config('lock_timeout', '${lockTimeoutMs}', ${isLocal}),
      set_config('idle_in_transaction_session_timeout', '${statementMs}', ${isLocal}),
      set_config('client_min_messages', 'notice', ${isLocal})`;
}

// A statement whose client is gone ends, and lets go of the locks that it holds.
const noticeLoss = "set_config('client_connection_check_interval', '1000', false)";
const notSupported = "22023";

/**
 * Gives a session what all of its statements rely on, and returns the number of its process. Not sent when connecting:
 * poolers refuse it there.
 */
export async function prepareSession(client: ClientBase): Promise<number | null> {
  const prepare = async (...more: string[]) => {
    const { rows } = await client.query<{ pid: number }>({
      text: [settingsSql({ isLocal: false }), "pg_backend_pid() AS pid", ...more].join(", "),
      query_timeout: env().SLUICE_CONNECT_TIMEOUT * secondMs,
    } as QueryConfig);
    return rows[0]?.pid ?? null;
  };
  try {
    return await prepare(noticeLoss);
  } catch (error) {
    // Not every system tells a server that its client is gone.
    if ((error as { code?: unknown }).code !== notSupported) throw error;
    return await prepare();
  }
}
