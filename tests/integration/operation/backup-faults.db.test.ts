import "../../support/database";
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { tryLock } from "fs-native-extensions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { migrate } from "@/lib/server/db/migrate";
import { openDirect } from "@/lib/server/db/open-direct";
import { findSqlDifferences } from "@/lib/server/db/sql-check";
import { clockCheck } from "@/lib/server/store/operation/verification";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { restoreBackup } from "@/lib/server/usecases/backups/restore-backup";
import { call } from "../../support/api";
import { buildBoard, buildCard } from "../../support/boards";
import { testDatabaseUrl } from "../../support/database";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder, putDatabaseAside } from "../../support/put-aside";

// Success means proved: what is not whole is no backup, and what is no backup touches nothing.

const folder = makeTestFolder();
const file = join(folder, "good.backup");
let good: Buffer;

const backUp = async (path: string, url = testDatabaseUrl) =>
  makeBackup(await openDirect(url), projectRoot, path);
const wordsOf = (work: Promise<unknown>) =>
  work.then(
    () => "It was done.",
    (error: Error) => error.message,
  );

beforeAll(async () => {
  const board = await buildBoard();
  for (let number = 0; number < 3; number++) await buildCard(board, board.member, board.column("Ready"));
});

describe("making one", () => {
  test("gives a whole file, for its owner alone, and nothing beside it", async () => {
    const made = await backUp(file);
    good = readFileSync(file);
    expect(made).toMatchObject({ path: file, bytes: good.length });
    expect(made.rows).toBeGreaterThan(20);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes("good"))).toEqual(["good.backup"]);
  });

  test("never writes over a file", async () => {
    expect(await wordsOf(backUp(file))).toContain("is there already");
    expect(readFileSync(file).equals(good)).toBe(true);
  });

  test("of nobody is refused", async () => {
    const empty = join(folder, "empty.backup");
    expect(await wordsOf(backUp(empty, await makeEmptyDatabase()))).toContain("nothing to back up");
    expect(existsSync(empty)).toBe(false);
  });

  test("into a folder that is not there, or a file as a folder, says so", async () => {
    expect(await wordsOf(backUp(join(folder, "nowhere", "one.backup")))).toContain("no such folder");
    expect(await wordsOf(backUp(join(file, "one.backup")))).toContain("no such folder");
  });

  test("clears what a killed run has left, and leaves what another writes", async () => {
    const path = join(folder, "again.backup");
    writeFileSync(`${path}.part`, "half of a backup");
    const holder = openSync(`${path}.part`, "r+");
    tryLock(holder);
    expect(await wordsOf(backUp(path))).toContain("Another backup is writing");
    expect(readFileSync(`${path}.part`, "utf8")).toBe("half of a backup");
    closeSync(holder);
    await backUp(path);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("on a database that ends meanwhile leaves nothing", async () => {
    const path = join(folder, "lost.backup");
    const client = await openDirect(testDatabaseUrl);
    await getPool().query("SELECT pg_terminate_backend($1)", [
      (await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid,
    ]);
    expect(await wordsOf(makeBackup(client, projectRoot, path))).not.toBe("It was done.");
    expect(existsSync(path)).toBe(false);
  });

  const disk = join(folder, "disk");
  const canMount = () => {
    mkdirSync(disk, { recursive: true });
    return spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]).status === 0;
  };
  const isMounted = process.getuid?.() === 0 && canMount();
  afterAll(() => void (isMounted && spawnSync("umount", [disk])));

  test.skipIf(!isMounted)(
    "on a full disk says so and leaves nothing (needs the right to mount)",
    async () => {
      // Texts that do not pack.
      await getPool().query(
        "INSERT INTO import_file (id, user_id, bytes, expires_at) SELECT gen_random_uuid(), id, 1, 'infinity' FROM user_account LIMIT 1",
      );
      await getPool().query(
        "INSERT INTO import_chunk (file_id, seq, bytes) SELECT id, 0, $1 FROM import_file",
        [randomBytes(300_000)],
      );
      const path = join(disk, "full.backup");
      expect(await wordsOf(backUp(path))).toContain("The disk is full (ENOSPC)");
      expect(readdirSync(disk)).toEqual([]);
      await getPool().query("DELETE FROM import_file");
    },
  );
});

describe("a board that is being worked on", () => {
  test("is in a backup as it was at one instant", async () => {
    const board = await buildBoard();
    const card = await buildCard(board, board.member, board.column("Ready"));
    let isOver = false;
    const work = (async () => {
      for (let turn = 0; !isOver; turn++)
        await call("post /cards/{id}/move", board.member, card.id, {
          columnId: board.column(turn % 2 === 0 ? "Doing" : "Ready"),
        });
    })();
    const path = join(folder, "moving.backup");
    await backUp(path);
    isOver = true;
    await work;
    const url = await putDatabaseAside();
    await restoreBackup(projectRoot, path);
    const count = (address: string) =>
      withConnection(address, async (client) => {
        const { rows } = await client.query("SELECT count(*)::int AS steps FROM transition");
        return rows[0].steps;
      });
    expect(await count(testDatabaseUrl)).toBeLessThanOrEqual(await count(url));
  });
});

describe("restoring", () => {
  beforeAll(() => putDatabaseAside());

  const damaged: [string, () => Buffer, string][] = [
    ["cut in the middle", () => good.subarray(0, good.length / 2), "cut off"],
    ["cut before its end", () => good.subarray(0, good.length - 1), "cut off"],
    [
      "with a flipped byte",
      () => Buffer.from(good.map((byte, at) => (at === 900 ? byte ^ 1 : byte))),
      "cannot be restored",
    ],
    ["empty", () => Buffer.alloc(0), "cannot be restored"],
    ["a picture", () => readFileSync(join(projectRoot, "docs/images/board.png")), "no backup of Sluice"],
    ["packed, and something else", () => gzipSync("name,age\nA,3\n"), "no backup of Sluice"],
    [
      "with something behind its end",
      () => gzipSync(Buffer.concat([gunzipSync(good), Buffer.from("more")])),
      "stands behind its end",
    ],
    [
      "with another row",
      () => gzipSync(gunzipSync(good).toString("latin1").replace("\tBoard\t", "\tBaard\t")),
      "damaged",
    ],
    [
      "of another format",
      () => gzipSync(gunzipSync(good).toString("latin1").replace("backup 1\n", "backup 2\n")),
      "newer release",
    ],
    [
      "of a newer schema",
      () =>
        rewritten(good, (text) =>
          text.replace('"migrations":[', '"migrations":[{"name":"99990101000000_later","checksum":"x"},'),
        ),
      "newer release",
    ],
    [
      "from before the first release",
      () =>
        rewritten(good, (text) =>
          text.replace('"migrations":[', '"migrations":[{"name":"20260101000000_tables","checksum":"x"},'),
        ),
      "before Sluice's first release",
    ],
    [
      "of another schema",
      () => rewritten(good, (text) => text.replace(/"checksum":"[0-9a-f]/, '"checksum":"g')),
      "other scripts",
    ],
  ];

  test.each(damaged)(
    "a file that is %s is refused in words, and nothing is touched",
    async (what, make, words) => {
      const path = join(folder, `${what.replaceAll(/\W/g, "-")}.backup`);
      writeFileSync(path, make());
      expect(await wordsOf(restoreBackup(projectRoot, path))).toContain(words);
      const { rows } = await getPool().query(
        "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
      );
      expect(rows[0].tables).toBe(0);
    },
  );

  test("a missing file is named", async () => {
    expect(await wordsOf(restoreBackup(projectRoot, join(folder, "none.backup")))).toMatch(
      /none\.backup cannot be restored\. There is no such file/,
    );
  });

  test("what is not sound is refused with what is wrong, unless it is wanted as it is", async () => {
    const path = join(folder, "unsound.backup");
    await restoreBackup(projectRoot, file);
    await getPool().query("ALTER TABLE card DISABLE TRIGGER USER");
    await getPool().query(
      "UPDATE card SET column_id = (SELECT id FROM board_column x WHERE x.board_id = card.board_id AND x.id <> card.column_id LIMIT 1) WHERE id = (SELECT id FROM card LIMIT 1)",
    );
    await getPool().query("ALTER TABLE card ENABLE TRIGGER USER");
    await backUp(path);
    await putDatabaseAside();
    expect(await wordsOf(restoreBackup(projectRoot, path))).toContain("a card is where its log ends: 1");
    const { rows } = await getPool().query(
      "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
    );
    expect(rows[0].tables).toBe(0);
    const restored = await restoreBackup(projectRoot, path, { despiteBreaches: true });
    expect(restored.breaches.map(({ check }) => check)).toContain("a card is where its log ends");
  });

  test("what a clock has dated in the future is told, and comes back", async () => {
    const path = join(folder, "ahead.backup");
    await putDatabaseAside();
    await restoreBackup(projectRoot, file);
    await getPool().query("ALTER TABLE activity DISABLE TRIGGER USER");
    await getPool().query(
      "UPDATE activity SET at = now() + interval '2 days' WHERE (board_id, version) IN (SELECT board_id, max(version) FROM activity GROUP BY board_id LIMIT 1)",
    );
    await getPool().query("ALTER TABLE activity ENABLE TRIGGER USER");
    await backUp(path);
    await putDatabaseAside();
    const { breaches } = await restoreBackup(projectRoot, path);
    expect(breaches.map(({ check }) => check)).toEqual([clockCheck]);
    expect(breaches[0]?.examples[0]).toContain("mend-clock");
  });

  test("never drops a table of somebody else's", async () => {
    await putDatabaseAside();
    await getPool().query("CREATE TABLE ledger (id int)");
    expect(await wordsOf(restoreBackup(projectRoot, file))).toContain("another program (ledger)");
    expect((await getPool().query("SELECT FROM ledger")).rowCount).toBe(0);
    await getPool().query("DROP TABLE ledger");
    await restoreBackup(projectRoot, file);
  });

  test("leaves alone what somebody else has made beside the tables, and names what hangs on them", async () => {
    await putDatabaseAside();
    await migrate(projectRoot, testDatabaseUrl);
    await getPool().query(`CREATE TYPE mood AS ENUM ('good');
      CREATE FUNCTION theirs(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m';
      CREATE VIEW cards_of_theirs AS SELECT id FROM card`);
    expect(await wordsOf(restoreBackup(projectRoot, file))).toMatch(
      /view cards_of_theirs depends on table card.*Nothing was changed/,
    );
    expect((await getPool().query("SELECT FROM cards_of_theirs")).rowCount).toBe(0);
    await getPool().query("DROP VIEW cards_of_theirs");
    await restoreBackup(projectRoot, file);
    expect((await getPool().query("SELECT theirs('good')")).rows).toEqual([{ theirs: "good" }]);
    expect(await findSqlDifferences(getPool(), projectRoot)).toEqual([]);
  });

  test("never goes over what is there", async () => {
    const { rows } = await getPool().query("SELECT count(*)::int AS n FROM card");
    expect(await wordsOf(restoreBackup(projectRoot, file))).toContain("never restored over them");
    expect((await getPool().query("SELECT count(*)::int AS n FROM card")).rows).toEqual(rows);
  });
});

/** The file with another head, which is read before any hash is asked for. */
function rewritten(packed: Buffer, change: (text: string) => string): Buffer {
  const [first, head, ...rest] = gunzipSync(packed).toString("latin1").split("\n");
  return gzipSync(Buffer.from([first, change(head ?? ""), ...rest].join("\n"), "latin1"));
}

test.each([
  ["SIGKILL", "killed"],
  ["SIGTERM", "stopped"],
] as const)("a run that ends by %s leaves no file, and the next one makes it", async (signal, name) => {
  await putDatabaseAside();
  await restoreBackup(projectRoot, file);
  const path = join(folder, `${name}.backup`);
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", "backup", path],
    { cwd: projectRoot, env: { ...process.env, DATABASE_URL: testDatabaseUrl }, stdio: "ignore" },
  );
  await expect
    .poll(() => existsSync(`${path}.part`) || existsSync(path) || child.exitCode !== null, {
      timeout: 20_000,
      interval: 1,
    })
    .toBe(true);
  child.kill(signal);
  await once(child, "exit");
  if (signal === "SIGTERM") expect(existsSync(`${path}.part`)).toBe(false);
  if (!existsSync(path)) await backUp(path);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});
