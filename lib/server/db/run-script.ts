import type { ClientBase } from "pg";

/**
 * Runs a script as part of the open transaction. Throws, naming the script and its line, when PostgreSQL refuses it or when
 * it ends the transaction.
 */
export async function runScript(
  client: ClientBase,
  { path, sql }: { path: string; sql: string },
): Promise<void> {
  try {
    const begun = await readTransactionId(client);
    await client.query(sql);
    if ((await readTransactionId(client)) !== begun)
      throw new Error("the script ends its transaction, and must not");
  } catch (error) {
    throw new Error(`${path} could not be applied, and was undone: ${wordsOf(error, sql)}`, { cause: error });
  }
}

async function readTransactionId(client: ClientBase): Promise<string> {
  const { rows } = await client.query("SELECT pg_current_xact_id()::text AS id");
  return rows[0].id;
}

/** PostgreSQL's words, with the line of the script that it means. */
function wordsOf(error: unknown, sql: string): string {
  const { message, position } = error as { message?: string; position?: string };
  const line = position ? ` (line ${sql.slice(0, Number(position)).split("\n").length})` : "";
  return `${message ?? error}${line}`;
}
