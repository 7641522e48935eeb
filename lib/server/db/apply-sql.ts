import type { ClientBase } from "pg";
import { DatabaseRefusal } from "./connect-when-ready";
import { fixFunctionSettings, functionSettings } from "./fix-function-settings";
import { runScript } from "./run-script";
import { jointChecksum, type SqlFile } from "./sql-files";
import { listSqlObjects, readAppliedSql, type SqlObject } from "./sql-objects";
import type { Asked } from "./surroundings";

/** Of these files and of what else the outcome hangs on: the settings of functions, and how this PostgreSQL writes a definition. */
async function readChecksum(client: Asked, files: readonly SqlFile[]): Promise<string> {
  const { rows } = await client.query<{ major: string }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS major",
  );
  return jointChecksum([
    ...files,
    { path: "settings of functions", sql: functionSettings },
    { path: "PostgreSQL", sql: String(rows[0]?.major) },
  ]);
}

/** Whether the database has what these files make: none of them has changed since it was applied, or is new, or is gone. */
export async function isSqlApplied(client: Asked, files: readonly SqlFile[]): Promise<boolean> {
  const applied = await readAppliedSql(client);
  if (!applied) return files.length === 0;
  return applied.checksum === (await readChecksum(client, files));
}

/**
 * Drops what was applied, as part of the open transaction. What others have made stays. Throws `DatabaseRefusal` when that
 * hangs on something of ours, and names it.
 */
export async function dropAppliedSql(client: ClientBase): Promise<void> {
  const applied = await readAppliedSql(client);
  if (!applied) return;
  await endDeferredChecks(client);
  const namesOf = (wanted: SqlObject["kind"]) =>
    applied.objects.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  for (const name of namesOf("TRIGGER")) await dropOwn(client, "TRIGGER", [name]);
  await dropOwn(client, "VIEW", namesOf("VIEW"));
  await dropOwn(client, "ROUTINE", namesOf("ROUTINE"));
  await client.query("DELETE FROM applied_sql");
}

/** PostgreSQL's code for what cannot be dropped since something else hangs on it. */
const isDependedOn = "2BP01";

/**
 * Drops these objects of ours, quoted as DROP takes them, whichever of them hangs on which. Throws `DatabaseRefusal` when
 * something else hangs on one, and names it.
 */
export async function dropOwn(client: ClientBase, kind: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await client.query(`DROP ${kind} IF EXISTS ${names.join(", ")}`).catch((error) => {
    if (error.code !== isDependedOn) throw error;
    throw new DatabaseRefusal(
      `Something in the database that is not Sluice's hangs on what is made anew: ${error.detail.replaceAll("\n", "; ")}. Nothing was changed. Drop it, try again, and make it anew afterwards.`,
    );
  });
}

/**
 * Makes what the files define and records it, as part of the open transaction; nothing of it may be there. Functions may
 * name each other in any order: their bodies are checked when all are there. Throws in words that name the file.
 */
export async function applySql(client: ClientBase, files: readonly SqlFile[]): Promise<void> {
  if (files.length === 0) return;
  await endDeferredChecks(client);
  const others = new Set((await listSqlObjects(client)).map(nameOf));
  await client.query("SET LOCAL check_function_bodies = off");
  for (const file of files) await runScript(client, file);
  await client.query("SET LOCAL check_function_bodies = on");
  const made = async () => (await listSqlObjects(client)).filter((object) => !others.has(nameOf(object)));
  await checkBodies(client, await made());
  await fixFunctionSettings(client);
  await client.query("INSERT INTO applied_sql (checksum, objects) VALUES ($1, $2)", [
    await readChecksum(client, files),
    JSON.stringify(await made()),
  ]);
}

const nameOf = ({ kind, name }: SqlObject) => `${kind} ${name}`;

/** PostgreSQL changes no table on whose rows a check still waits for the end of the transaction. */
async function endDeferredChecks(client: ClientBase): Promise<void> {
  await client.query("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
}

async function checkBodies(client: ClientBase, made: readonly SqlObject[]): Promise<void> {
  for (const { name } of made.filter(({ kind }) => kind === "ROUTINE")) {
    const check = `
      SELECT CASE l.lanname WHEN 'sql' THEN fmgr_sql_validator(p.oid) WHEN 'plpgsql' THEN plpgsql_validator(p.oid) END
      FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid = $1::regprocedure`;
    await client.query(check, [name]).catch((error: Error) => {
      throw new Error(`prisma/sql could not be applied, and was undone: ${name}: ${error.message}`, {
        cause: error,
      });
    });
  }
}
