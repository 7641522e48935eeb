import "../../support/database";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs } from "@/lib/domain/duration";
import { fileNameOf } from "@/lib/server/archive/schedule";
import { getPool } from "@/lib/server/db/client";
import { openDirect } from "@/lib/server/db/open-direct";
import { tryBackupLock } from "@/lib/server/store/operation/backup-runs";
import { backUpInto } from "@/lib/server/usecases/backups/back-up-into";
import { getBackupStatus } from "@/lib/server/usecases/backups/get-backup-status";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { buildBoard } from "../../support/boards";
import { testDatabaseUrl } from "../../support/database";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder } from "../../support/put-aside";

const parent = makeTestFolder();
let folder: string;
let count = 0;

const open = () => openDirect(testDatabaseUrl);
const turn = (options: { keep?: number; always?: boolean } = {}) =>
  backUpInto(
    open,
    projectRoot,
    { folder, everyMs: dayMs, keep: options.keep ?? 2 },
    { always: options.always ?? false },
  );
const names = () => readdirSync(folder).sort();

/** A whole backup that bears the name of another day. */
async function backUpOf(daysAgo: number): Promise<string> {
  const name = fileNameOf(new Date(Date.now() - daysAgo * dayMs).toISOString());
  await makeBackup(await open(), projectRoot, join(folder, name));
  return name;
}

beforeAll(() => buildBoard());
beforeEach(() => {
  folder = join(parent, String(count++));
  mkdirSync(folder);
});

test("one is made when it is time, and none before it is time again", async () => {
  const { made } = await turn();
  expect(names()).toEqual([made?.path.slice(folder.length + 1)]);
  expect((await turn()).made).toBeNull();
  expect(names()).toHaveLength(1);
});

test("older ones go once a new one is proved; others' files and broken ones are neither counted nor removed", async () => {
  const first = await backUpOf(2);
  const other = fileNameOf("2026-01-01T00:00:00.000Z");
  const broken = fileNameOf("2026-01-02T00:00:00.000Z");
  const foreign = fileNameOf("2026-01-03T00:00:00.000Z");
  writeFileSync(join(folder, "notes.txt"), "mine");
  writeFileSync(join(folder, other), readFileSync(join(folder, first)));
  writeFileSync(join(folder, broken), readFileSync(join(folder, first)).subarray(0, 500));
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM installation");
  await getPool().query("UPDATE installation SET id = gen_random_uuid()");
  await makeBackup(await open(), projectRoot, join(folder, foreign));
  await getPool().query("UPDATE installation SET id = $1", [rows[0]?.id]);

  const { made, removed, kept } = await turn({ keep: 1, always: true });
  expect(removed.sort()).toEqual([first, other].sort());
  expect(kept).toHaveLength(1);
  expect(kept[0]).toContain(broken);
  expect(names()).toEqual([broken, foreign, "notes.txt", made?.path.slice(folder.length + 1) ?? ""].sort());
});

test("a failure removes nothing, and is told until one is made", async () => {
  const before = [await backUpOf(2), await backUpOf(3)];
  const client = await open();
  await client.query("ALTER TABLE user_account RENAME TO hidden");
  await expect(turn({ keep: 1, always: true })).rejects.toThrow("nothing to back up");
  await client.query("ALTER TABLE hidden RENAME TO user_account");
  await client.end();
  expect(names()).toEqual(before.sort());
  expect((await getBackupStatus({})).failed?.problem).toContain("nothing to back up");
});

test("of two servers one does it", async () => {
  const other = await open();
  expect(await tryBackupLock(other)).toBe(true);
  await expect(turn()).rejects.toThrow("None was made here");
  await expect(turn({ always: true })).rejects.toMatchObject({ code: "busy" });
  expect((await getBackupStatus({})).failed?.problem ?? "").not.toContain("None was made here");
  await other.end();
  await expect
    .poll(() =>
      turn().then(
        ({ made }) => made !== null,
        () => false,
      ),
    )
    .toBe(true);
});

test("what is not this installation's does not count as made, nor what it has made elsewhere", async () => {
  await backUpOf(0.5);
  expect((await turn()).made).toBeNull();
  await getPool().query("DELETE FROM backup_run");
  expect((await turn()).made).not.toBeNull();
  rmSync(folder, { recursive: true });
  const { made } = await turn();
  expect(names()).toEqual([made?.path.slice(folder.length + 1)]);
});

test("a folder that cannot be made is a failure that is told", async () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file");
  await expect(turn()).rejects.toThrow(folder);
  expect((await getBackupStatus({})).failed?.problem).toContain(folder);
});

test("the note of a failure does not wait for a database for ever", async () => {
  let noted: AbortSignal | undefined;
  const away = (signal?: AbortSignal) => {
    noted = signal;
    return Promise.reject(new Error("away"));
  };
  await expect(backUpInto(away, projectRoot, { folder, everyMs: dayMs, keep: 1 })).rejects.toThrow("away");
  expect(noted).toBeInstanceOf(AbortSignal);
});

test("what a killed run has left is cleared, and nothing else", async () => {
  writeFileSync(join(folder, `${fileNameOf("2026-01-01T00:00:00.000Z")}.part`), "half");
  writeFileSync(join(folder, "somebody.part"), "theirs");
  await turn({ always: true });
  expect(names().filter((name) => name.endsWith(".part"))).toEqual(["somebody.part"]);
});

test("the status knows the newest, and when it is high time", async () => {
  await turn();
  const now = Date.now();
  const status = await getBackupStatus({}, now);
  expect(status).toMatchObject({ isOverdue: false, failed: null, proved: { problem: null } });
  expect((await getBackupStatus({}, now + 3 * dayMs)).isOverdue).toBe(true);
  expect((await getBackupStatus({ SLUICE_BACKUP_EVERY: "7d" }, now + 3 * dayMs)).isOverdue).toBe(false);
});
