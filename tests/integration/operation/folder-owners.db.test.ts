import { execFileSync, execSync } from "node:child_process";
import { chownSync, lstatSync, readFileSync, readlinkSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { unseen } from "@/lib/server/db/progress";
import { renewSecrets } from "@/lib/server/installation/renew-secrets";
import { installedFolder, newFolder, openHere, openInChild, ordinary } from "../../support/installation";
import { projectRoot } from "../../support/postgres";

const idOf = (folder: string) => JSON.parse(readFileSync(join(folder, "installation.json"), "utf8")).id;

function canReadProject(): boolean {
  if (!ordinary) return false;
  try {
    execFileSync(process.execPath, ["--import", "tsx", "--eval", ""], { cwd: projectRoot, ...ordinary });
    return true;
  } catch {
    return false;
  }
}

// Two accounts are needed, and root to be both of them.
const asOrdinary = { isBare: true, ...ordinary };
const hasTwo = canReadProject();

test.skipIf(!hasTwo)(
  "a folder that a user has filled is served by root as that user, and by the user again",
  async () => {
    const folder = newFolder(ordinary);
    const user = openInChild(folder, asOrdinary);
    expect((await user.opened).isNew).toBe(true);
    await user.end();
    const id = idOf(folder);

    const root = await openHere(folder);
    expect(root.isNew).toBe(false);
    const postgres = `/proc/${root.embedded?.pid}`;
    expect(statSync(postgres).uid).toBe(ordinary?.uid);
    await root.close();
    const strangers = execFileSync("find", [folder, "-not", "-uid", String(ordinary?.uid)], {
      encoding: "utf8",
    });
    expect(strangers).toBe("");

    const again = openInChild(folder, asOrdinary);
    expect((await again.opened).isNew).toBe(false);
    await again.end();
    expect(idOf(folder)).toBe(id);
  },
);

test.skipIf(!hasTwo)(
  "a folder that root has filled is closed to a user, stays whole, and opens as the refusal says",
  async () => {
    const folder = newFolder(ordinary);
    const root = openInChild(folder, { isBare: true });
    await root.opened;
    await root.end();
    const id = idOf(folder);
    const cluster = readlinkSync(join(folder, "postgres"));

    const user = openInChild(folder, asOrdinary);
    const refusal = await user.opened.then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(
      /belongs to root, and postgres, who runs this, may not use it\. Nothing was changed/,
    );
    expect(readlinkSync(join(folder, "postgres"))).toBe(cluster);

    execSync(/as root: (chown .*)$/m.exec(refusal)?.[1] as string);
    const after = openInChild(folder, asOrdinary);
    expect((await after.opened).isNew).toBe(false);
    await after.end();
    expect(idOf(folder)).toBe(id);
    await (await openHere(folder)).close();
  },
);

test.skipIf(!hasTwo)("a single file of another owner is named, and is not taken for missing", async () => {
  const folder = await installedFolder();
  for (const name of ["secrets.json", "installation.json"]) {
    chownSync(join(folder, name), 0, 0);
    const user = openInChild(folder, asOrdinary);
    await expect(user.opened).rejects.toThrow(
      new RegExp(`${name} is closed to postgres, who runs this: it belongs to root`),
    );
    chownSync(join(folder, name), ordinary?.uid ?? 0, ordinary?.gid ?? 0);
  }
});

test("a copy beside the original that runs has its own PostgreSQL on its own files, and says what it is", async () => {
  const original = await installedFolder();
  await (await openHere(original)).close();
  const first = await openHere(original);
  const copy = newFolder(ordinary);
  execFileSync("cp", ["-a", original, copy]);
  const said: string[] = [];
  const second = await openHere(copy, { say: (text) => said.push(text) });
  expect(said.join("\n")).toContain(`${copy} is a copy of ${original}`);
  expect(said.join("\n")).toContain("npm run admin -- verify");
  expect(second.embedded?.pid).not.toBe(first.embedded?.pid);
  await onBoth(first.url, second.url);
  await second.close();
  expect(first.embedded?.isAlive()).toBe(true);
  await first.close();
  const again: string[] = [];
  await (await openHere(copy, { say: (text) => again.push(text) })).close();
  expect(again.join("\n")).not.toContain("is a copy");
});

/** What is written into one is not in the other. */
async function onBoth(one: string, other: string): Promise<void> {
  const [a, b] = [one, other].map((connectionString) => new pg.Client({ connectionString }));
  await a?.connect();
  await b?.connect();
  await a?.query("CREATE TABLE only_here ()");
  expect((await b?.query("SELECT to_regclass('only_here') AS found"))?.rows).toEqual([{ found: null }]);
  await a?.end();
  await b?.end();
}

test("a folder that has moved goes on", async () => {
  const folder = await installedFolder();
  await (await openHere(folder)).close();
  const moved = newFolder(ordinary);
  renameSync(folder, moved);
  const said: string[] = [];
  await (await openHere(moved, { say: (text) => said.push(text) })).close();
  expect(said.join("\n")).toContain(`The data folder has moved: ${folder} is now ${moved}`);
});

test.skipIf(!ordinary)(
  "root's copy does not take the original's cluster, which lies outside of the folder",
  async () => {
    const original = newFolder();
    const said: string[] = [];
    await (await openHere(original, { say: (text) => said.push(text) })).close();
    const cluster = readlinkSync(join(original, "postgres"));
    expect(said.join("\n")).toContain(`The database lies in ${cluster}, not in ${original}.`);
    const copy = newFolder();
    execFileSync("cp", ["-a", original, copy]);
    for (const attempt of [() => openHere(copy), () => renewSecrets(copy, unseen)]) {
      await expect(attempt()).rejects.toThrow(
        new RegExp(`${copy} is a copy of ${original}, and its database, ${cluster}, lies outside`),
      );
    }
    expect(lstatSync(join(copy, "postgres")).isSymbolicLink()).toBe(true);
    renameSync(original, `${original}-away`);
    await (await openHere(copy)).close();
    renameSync(`${original}-away`, original);
    await expect(openHere(original)).rejects.toThrow(`${original} is a copy of ${copy}`);
  },
);

test.skipIf(!ordinary)(
  "root's folder that has lost its link, or all of its files, is not started empty",
  async () => {
    const folder = newFolder();
    await (await openHere(folder)).close();
    const id = idOf(folder);
    const link = join(folder, "postgres");
    const cluster = readlinkSync(link);
    execFileSync("rm", [link]);
    const refusal = await openHere(folder).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).toContain(`${link}, the database, is missing`);
    execSync(/ln -s \S+ \S+/.exec(refusal)?.[0] as string);
    await (await openHere(folder)).close();
    expect(idOf(folder)).toBe(id);

    renameSync(folder, `${folder}-away`);
    await expect(openHere(folder)).rejects.toThrow(
      `the database that was last used from here lies in ${cluster}`,
    );
    execFileSync("rm", ["-r", folder]);
    renameSync(`${folder}-away`, folder);
    await (await openHere(folder)).close();
  },
);

test.skipIf(!ordinary)("root's folder that was restored without its cluster says so", async () => {
  const folder = newFolder();
  await (await openHere(folder)).close();
  const home = dirname(readlinkSync(join(folder, "postgres")));
  renameSync(home, `${home}-away`);
  await expect(openHere(folder)).rejects.toThrow(/postgres points to .*, and nothing is there/);
  expect(() => statSync(home)).toThrow();
  renameSync(`${home}-away`, home);
  await (await openHere(folder)).close();
});
