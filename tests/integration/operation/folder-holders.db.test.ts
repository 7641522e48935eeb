import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import {
  installedFolder,
  newFolder,
  type Opener,
  openHere,
  openInChild,
  ordinary,
} from "../../support/installation";

// What is tried here mostly waits: for another process, or for patience to end.
const bare = { isBare: true };

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const words = (opener: Opener) =>
  opener.opened.then(
    () => null,
    (error: Error) => error.message,
  );

test.concurrent("of two starts in the same moment on a new folder one serves, and the other is told who does", async () => {
  const folder = newFolder();
  const both = ["npm start", "npm run dev"].map((purpose) => openInChild(folder, { ...bare, purpose }));
  const refusals = await Promise.all(both.map(words));
  const [winner, loser] = refusals[0] === null ? [0, 1] : [1, 0];
  expect(refusals[winner]).toBeNull();
  expect(refusals[loser]).toContain(
    `The data folder ${folder} is in use by “${["npm start", "npm run dev"][winner]}”`,
  );
  expect(refusals[loser]).toContain(`process ${both[winner]?.child.pid} on `);
  expect(await both[winner]?.end()).toBe(0);
});

test.concurrent("a server that is suspended keeps its folder, and goes on where it was", async () => {
  const folder = await installedFolder();
  const first = openInChild(folder, bare);
  const { url } = await first.opened;
  first.child.kill("SIGSTOP");
  expect(await words(openInChild(folder, bare))).toContain("is in use by");
  first.child.kill("SIGCONT");
  expect(await run(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(await first.end()).toBe(0);
});

test.concurrent("a command uses the database of the server that runs, and leaves it running", async () => {
  const folder = await installedFolder();
  const server = openInChild(folder, bare);
  const { url } = await server.opened;
  const command = await openHere(folder, { create: false });
  expect(command).toMatchObject({ url, embedded: null, isNew: false });
  await command.close();
  expect(await run(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.end();
  const alone = await openHere(folder, { create: false });
  expect(alone.embedded?.isAlive()).toBe(true);
  await alone.close();
  expect(existsSync(join(folder, "postgres/postmaster.pid"))).toBe(false);
});

test.concurrent("what a command was only to find is not made", async () => {
  const folder = newFolder();
  await expect(openHere(folder, { create: false })).rejects.toThrow(`There is no folder ${folder}`);
  expect(existsSync(folder)).toBe(false);
});

test.concurrent("a start that is called off leaves no PostgreSQL, and the folder free", async () => {
  const folder = await installedFolder();
  const stop = new AbortController();
  const called = openHere(folder, {
    signal: stop.signal,
    prepare: async () => {
      stop.abort(new Error("called off"));
      return [];
    },
  });
  await expect(called).rejects.toThrow("called off");
  expect(existsSync(join(folder, "postgres/postmaster.pid"))).toBe(false);
  await (await openHere(folder)).close();
});

test.concurrent("a server is not taken from those who use it by removing the file of its lock", async () => {
  const folder = await installedFolder();
  const server = openInChild(folder, bare);
  const { url, postgresPid } = await server.opened;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  rmSync(join(folder, "lock"));
  await expect(openHere(folder)).rejects.toThrow(
    new RegExp(`PostgreSQL still works on .*process ${postgresPid}.*others use it`),
  );
  expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await client.end();
  await server.end();
});

const unshare = ["unshare", "-pf", "--mount-proc", "--kill-child"];
const namespaces: [string, string[]][] = [
  ["process numbers", unshare],
  [
    "process numbers, network and shared memory",
    [...unshare, "-i", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"],
  ],
];

for (const [what, wrapper] of namespaces) {
  const [command = "", ...args] = wrapper;
  const isPossible = ordinary !== undefined && spawnSync(command, [...args, "true"]).status === 0;
  // Without the right to make namespaces there is nothing to try it with.
  test
    .skipIf(!isPossible)
    .concurrent(`two containers (${what} of their own) on one folder: one serves`, async () => {
      const folder = await installedFolder();
      const first = openInChild(folder, { ...bare, wrapper });
      const { url } = await first.opened;
      expect(await words(openInChild(folder, { ...bare, wrapper }))).toContain("in another container");
      if (!wrapper.includes("-n")) expect(await run(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      expect(existsSync(join(folder, "postgres/postmaster.pid"))).toBe(true);
      first.child.stdin?.end();
      expect(await first.ended).toBe(0);
      await (await openHere(folder)).close();
    });

  test
    .skipIf(!isPossible)
    .concurrent(`a server left in another container (${what}) is neither killed nor doubled`, async () => {
      const folder = await installedFolder();
      const keeper = ["sh", "-c", 'exec 3<&0; "$@" <&3 & wait; echo "{}"; exec sleep 1000', "sh"];
      const first = openInChild(folder, { ...bare, wrapper: [...wrapper, ...keeper] });
      await first.opened;
      const note = readFileSync(join(folder, "postgres/postmaster.pid"), "utf8");
      const inside = execFileSync("pgrep", ["-f", "-P", String(descendant(first.child.pid)), "open-folder"], {
        encoding: "utf8",
      });
      process.kill(Number(inside.trim().split("\n")[0]), "SIGKILL");
      await expect(openHere(folder)).rejects.toThrow(
        /cannot be seen from here.*Nothing was stopped or removed/,
      );
      expect(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8")).toBe(note);
      first.child.kill("SIGKILL");
      await first.ended;
      const next = await openHere(folder);
      expect(next.isNew).toBe(false);
      await next.close();
    });
}

/** The process that is number 1 of the namespace that `unshare -f` made. */
function descendant(pid: number | undefined): number {
  return Number(execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).trim());
}
