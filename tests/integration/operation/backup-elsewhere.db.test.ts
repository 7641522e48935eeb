import "../../support/database";
import { spawn } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readMigrations } from "@/lib/server/db/migration-files";
import { openDirect } from "@/lib/server/db/open-direct";
import { makeSchemaAnew } from "@/lib/server/store/operation/load-snapshot";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { readAllRows } from "../../support/all-rows";
import { buildBoard, buildCard } from "../../support/boards";
import { testDatabaseUrl } from "../../support/database";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { uglyTexts } from "../../support/every-door";
import { newFolder } from "../../support/installation";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder } from "../../support/put-aside";

// A backup comes back elsewhere: for whoever owns the database and no more, in another locale, as another user of the
// machine, and from every earlier schema.

const folder = makeTestFolder();
const file = join(folder, "whole.backup");
let before: Record<string, string[]>;

/** `npm run admin`, as somebody calls it. */
async function admin(args: string[], env: Record<string, string>, uid?: number) {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", ...args],
    {
      cwd: projectRoot,
      env: { ...process.env, NEXTAUTH_SECRET: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid !== undefined && { uid, gid: uid }),
    },
  );
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, words };
}

beforeAll(async () => {
  const board = await buildBoard();
  // In every order that a locale could have another opinion of.
  for (const title of ["ä", "z", "Z", "a", "å", "I", "ı", "i", "İ", ...uglyTexts])
    await buildCard(board, board.member, board.column("Ready"), { title });
  before = await readAllRows(testDatabaseUrl);
  await makeBackup(await openDirect(testDatabaseUrl), projectRoot, file);
  chmodSync(folder, 0o755);
  chmodSync(file, 0o644);
});

test("into a database whose owner may do nothing else, in another locale", async () => {
  const name = `sluice_test_owner_${process.pid}`;
  const url = new URL(await makeEmptyDatabase());
  const database = url.pathname.slice(1);
  await withConnection(inject("testServerUrl"), async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD 'owner'`);
    await client.query(`DROP DATABASE ${database}`);
    await client.query(
      `CREATE DATABASE ${database} OWNER ${name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR-u-kf-upper'`,
    );
  });
  url.username = name;
  url.password = "owner";
  const env = { DATABASE_URL: url.href, SLUICE_DATA_DIR: newFolder() };
  const { status, words } = await admin(["restore", file], env);
  expect(words).toContain("Restored");
  expect(status).toBe(0);
  expect(await readAllRows(url.href)).toEqual(before);
  expect((await admin(["verify"], env)).words).not.toContain("BROKEN");
  const again = await admin(["restore", file], env);
  expect(again).toMatchObject({ status: 1 });
  expect(again.words).toContain("never restored over them");
  afterAll(() =>
    withConnection(inject("testServerUrl"), async (client) => {
      await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await client.query(`DROP ROLE ${name}`);
    }),
  );
});

const nobody = 65_534;
const mayBecome = process.getuid?.() === 0;

test.skipIf(!mayBecome)("into a folder of another user of the machine (needs root)", async () => {
  const data = newFolder({ uid: nobody, gid: nobody });
  const env = { DATABASE_URL: "", SLUICE_DATA_DIR: data, HOME: "/tmp" };
  const restored = await admin(["restore", file], env, nobody);
  expect(restored.words).toContain("Restored");
  expect(restored.status).toBe(0);
  expect((await admin(["backup", join(data, "inside.backup")], env, nobody)).words).toContain(
    "lies in the data folder",
  );
  expect((await admin(["verify"], env, nobody)).status).toBe(0);
});

test("a file that is none makes no folder", async () => {
  const data = newFolder();
  const { status, words } = await admin(["restore", join(projectRoot, "README.md")], {
    DATABASE_URL: "",
    SLUICE_DATA_DIR: data,
  });
  expect({ status, words }).toMatchObject({ status: 1 });
  expect(words).toContain("README.md cannot be restored");
  expect(existsSync(data)).toBe(false);
});

const migrations = readMigrations(projectRoot);

/** A database of the first so many migrations, in which somebody is. */
async function makeOld(count: number): Promise<string> {
  const url = await makeEmptyDatabase();
  await withConnection(url, async (client) => {
    await client.query("BEGIN");
    await makeSchemaAnew(client, migrations.slice(0, count));
    await client.query("COMMIT");
    await client.query(
      "INSERT INTO user_account (id, email, name) VALUES (gen_random_uuid(), 'a@example.org', 'A')",
    );
    await client.query("INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'Team')");
    await client.query(
      "INSERT INTO membership (team_id, user_id, role) SELECT t.id, u.id, 'owner' FROM team t, user_account u",
    );
  });
  return url;
}

test("never onto an earlier release in use, which stays as it is", async () => {
  const old = await makeOld(6);
  const { words, status } = await admin(["restore", file], {
    DATABASE_URL: old,
    SLUICE_DATA_DIR: newFolder(),
  });
  expect({ words, status }).toMatchObject({ status: 1 });
  expect(words).toContain("Nothing was changed");
  const applied = await withConnection(old, (client) => client.query("SELECT FROM _prisma_migrations"));
  expect(applied.rowCount).toBe(6);
});

test.each([6, 15, migrations.length - 1])(
  "of a schema of %i migrations is brought forward",
  async (count) => {
    const [old, fresh] = [await makeOld(count), await makeEmptyDatabase()];
    const path = join(folder, `old-${count}.backup`);
    await makeBackup(await openDirect(old), projectRoot, path);
    const { words, status } = await admin(["restore", path], {
      DATABASE_URL: fresh,
      SLUICE_DATA_DIR: newFolder(),
    });
    expect(words).toContain("Bringing it forward");
    expect(status).toBe(0);
    const { rows } = await withConnection(fresh, (client) =>
      client.query(
        "SELECT (SELECT count(*)::int FROM _prisma_migrations) AS applied, (SELECT count(*)::int FROM user_account) AS people",
      ),
    );
    expect(rows).toEqual([{ applied: migrations.length, people: 1 }]);
  },
);
