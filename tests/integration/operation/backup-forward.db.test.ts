import "../../support/database";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { migrate } from "@/lib/server/db/migrate";
import { openDirect } from "@/lib/server/db/open-direct";
import { findSqlDifferences } from "@/lib/server/db/sql-check";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { restoreBackup } from "@/lib/server/usecases/backups/restore-backup";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder } from "../../support/put-aside";
import { makeProject, migrationPath } from "../../support/small-project";

const later = "20991231000000_later";

/** The project as a later release may have it: another migration, which meets rows, and another function that needs it. */
function makeLaterProject(): string {
  const root = makeProject({
    [migrationPath(later)]: "ALTER TABLE team ADD COLUMN motto text; UPDATE team SET motto = lower(name);",
    "prisma/sql/mottos.sql":
      "CREATE FUNCTION motto_of(t team) RETURNS text LANGUAGE sql AS 'SELECT t.motto';",
  });
  for (const part of ["prisma/migrations", "prisma/sql", "package.json"])
    cpSync(join(projectRoot, part), join(root, part), { recursive: true });
  return root;
}

test("a backup of an earlier schema is brought forward, with the functions of the release that restores", async () => {
  const earlier = await makeEmptyDatabase();
  await migrate(projectRoot, earlier);
  await withConnection(earlier, (client) =>
    client.query(`
      INSERT INTO user_account (id, email, name) VALUES (gen_random_uuid(), 'a@example.org', 'A');
      INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'Team');
      INSERT INTO membership (team_id, user_id, role) SELECT t.id, u.id, 'owner' FROM team t, user_account u`),
  );
  const path = join(makeTestFolder(), "earlier.backup");
  await makeBackup(await openDirect(earlier), projectRoot, path);

  const root = makeLaterProject();
  expect(await restoreBackup(root, path)).toMatchObject({ forward: 1, breaches: [] });
  const { rows } = await getPool().query(`
    SELECT motto_of(t) AS motto, (SELECT count(*)::int FROM user_account) AS people,
      (SELECT max(migration_name) FROM _prisma_migrations) AS newest FROM team t`);
  expect(rows).toEqual([{ motto: "team", people: 1, newest: later }]);
  expect(await findSqlDifferences(getPool(), root)).toEqual([]);
});
