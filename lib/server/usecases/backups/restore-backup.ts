import "server-only";
import { dayMs } from "@/lib/domain/duration";
import { DomainError } from "@/lib/domain/errors";
import { ArchiveFault, type ArchiveHead } from "../../archive/format";
import { planRestore } from "../../archive/plan-restore";
import { readArchiveFile } from "../../archive/read-archive";
import { applySql } from "../../db/apply-sql";
import { applyMigration } from "../../db/migrate";
import { readMigrations } from "../../db/migration-files";
import { readSqlFiles } from "../../db/sql-files";
import { beginLongWrite, connection, inTransaction } from "../../db/transaction";
import { readInstallationId } from "../../store/operation/catalogue";
import {
  dropTables,
  emptyTables,
  loadSection,
  makeTables,
  requireEmptyDatabase,
  requireOwnTables,
  setSequences,
  writeInstallationId,
} from "../../store/operation/load-snapshot";
import { setCopySettings } from "../../store/operation/snapshot";
import { checksOfServer, clockCheck } from "../../store/operation/verification";
import { type CheckResult, verifyDatabase } from "../checks/verify-database";
import { checkBackup } from "./check-backup";

/** What came back. `forward`: how many migrations the backup did not have yet; `breaches`: what was accepted, also since it is the clock's. */
export type Restored = {
  head: ArchiveHead;
  tables: number;
  rows: number;
  forward: number;
  breaches: CheckResult[];
  tookMs: number;
};

type OnStep = (words: string) => void;

/** Longer than any restore takes: whoever waits for it ends it. */
const maxMs = 7 * dayMs;

/**
 * Brings everything that a backup holds into a database in which nobody and nothing is yet, checks it by every check of
 * `verify`, and commits then; until then nothing of it is there for anybody. `onStep` is told what is done, in words.
 * `despiteBreaches`: also what the checks find broken, as it was.
 *
 * Throws `DomainError` or `DatabaseRefusal` in words, and has changed nothing, for a file or a database that is not fit for it.
 */
export async function restoreBackup(
  root: string,
  path: string,
  { despiteBreaches = false, onStep = () => {} }: { despiteBreaches?: boolean; onStep?: OnStep } = {},
): Promise<Restored> {
  const begunAt = performance.now();
  onStep("Reading the whole file");
  const { head } = await checkBackup(root, path);
  const known = readMigrations(root);
  const plan = planRestore(head, known);
  const restored = await inTransaction(async () => {
    const client = connection();
    await beginLongWrite(0);
    await setCopySettings(client);
    await requireEmptyDatabase(client, { stay: true });
    await requireOwnTables(client, known);
    const place = await readInstallationId(client);
    onStep("Making the tables that it was made of");
    await dropTables(client, known);
    await makeTables(client, plan.before);
    const loaded = await loadRows(client, path, head, onStep);
    await setSequences(client, head.sequences);
    if (plan.after.length > 0) onStep(`Bringing it forward by ${plan.after.length} migrations`);
    for (const migration of plan.after) await applyMigration(client, migration);
    await applySql(client, readSqlFiles(root));
    if (place !== null) await writeInstallationId(client, place);
    await client.query("ANALYZE");
    onStep("Checking every invariant");
    const breaches = (await verifyDatabase()).filter(
      ({ check, breaches: count }) => count > 0 && !checksOfServer.has(check),
    );
    const unsound = breaches.filter(({ check }) => check !== clockCheck);
    if (unsound.length > 0 && !despiteBreaches) throw new DomainError("invalid", {}, wordsOf(unsound));
    return { ...loaded, breaches };
  }, maxMs);
  return { head, ...restored, forward: plan.after.length, tookMs: performance.now() - begunAt };
}

function wordsOf(breaches: readonly CheckResult[]): string {
  const lines = breaches.map(
    ({ check, breaches: count, examples }) => `  ${check}: ${count}, such as ${examples[0]}`,
  );
  return `What the file holds is not sound, and was not restored:\n${lines.join("\n")}\nNothing was changed. An earlier backup may be sound; --despite-breaches restores this one as it is.`;
}

async function loadRows(
  client: ReturnType<typeof connection>,
  path: string,
  head: ArchiveHead,
  onStep: OnStep,
) {
  const tables = await emptyTables(client);
  const missing = new Set(tables.keys());
  const read = await readArchiveFile(path, {
    onHead(again) {
      if (JSON.stringify(again) !== JSON.stringify(head))
        throw new ArchiveFault("It is being changed meanwhile.");
    },
    async onSection(section, content) {
      onStep(`Writing ${section.name}`);
      await loadSection(client, tables.get(section.name), section, content);
      missing.delete(section.name);
    },
  });
  if (missing.size > 0) throw new ArchiveFault(`${path} lacks ${[...missing].join(", ")}.`);
  return { tables: tables.size, rows: read.rows };
}
