import "../../support/database";
import { spawn } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrate } from "@/lib/server/db/migrate";
import { openDirect } from "@/lib/server/db/open-direct";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { readAllRows } from "../../support/all-rows";
import { buildBoard, buildCard } from "../../support/boards";
import { testDatabaseUrl } from "../../support/database";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { uglyTexts } from "../../support/every-door";
import { newFolder } from "../../support/installation";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder } from "../../support/put-aside";
import { makeProject, migrationPath } from "../../support/small-project";

// A backup comes back elsewhere: for whoever owns the database and no more, in another locale, and as another user of the
// machine.

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

test("never onto a database from before the first release that is in use, which stays as it is", async () => {
  const old = await makeEmptyDatabase();
  const tables = "CREATE TABLE user_account (name text); INSERT INTO user_account VALUES ('A')";
  await migrate(makeProject({ [migrationPath("20260101000000_tables")]: tables }), old);
  const { words, status } = await admin(["restore", file], {
    DATABASE_URL: old,
    SLUICE_DATA_DIR: newFolder(),
  });
  expect({ words, status }).toMatchObject({ status: 1 });
  expect(words).toContain("Nothing was changed");
  const applied = await withConnection(old, (client) => client.query("SELECT FROM _prisma_migrations"));
  expect(applied.rowCount).toBe(1);
});
