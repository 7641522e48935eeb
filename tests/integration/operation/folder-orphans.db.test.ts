import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { isRunning } from "@/lib/server/installation/pid-file";
import { installedFolder, openHere, openInChild, ordinary } from "../../support/installation";

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
}

async function write(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "CREATE TABLE IF NOT EXISTS kept (at timestamptz DEFAULT now()); INSERT INTO kept DEFAULT VALUES",
  );
  await client.end();
}

async function count(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT count(*)::int AS kept FROM kept");
  await client.end();
  return rows[0].kept;
}

const killings: [string, (server: number, postgres: number) => number[]][] = [
  ["the server", (server) => [server]],
  ["PostgreSQL", (_, postgres) => [postgres]],
  ["both", (server, postgres) => [server, postgres]],
];

for (const [what, victims] of killings) {
  test(`after a kill of ${what} the next start has one PostgreSQL, and all that was written`, async () => {
    const folder = await installedFolder();
    const first = openInChild(folder, { isBare: true });
    const { url, postgresPid } = await first.opened;
    await write(url);
    for (const pid of victims(first.child.pid as number, postgresPid as number)) process.kill(pid, "SIGKILL");
    if (what === "PostgreSQL") await first.end();
    await first.ended;

    const said: string[] = [];
    const next = await openHere(folder, { say: (text) => said.push(text) });
    await untilGone(postgresPid as number);
    expect(said.some((text) => text.includes(`left from an earlier process (${postgresPid})`))).toBe(
      what === "the server",
    );
    expect(await count(next.url)).toBe(1);
    await next.close();
  });
}

test("a lost PostgreSQL is started again on the same port by whoever holds the folder", async () => {
  const folder = await installedFolder();
  const database = await openHere(folder);
  await write(database.url);
  const lost = database.embedded?.pid as number;
  process.kill(lost, "SIGKILL");
  await untilGone(lost);
  await database.embedded?.restart();
  expect(database.embedded?.isAlive()).toBe(true);
  expect(database.embedded?.pid).not.toBe(lost);
  expect(await count(database.url)).toBe(1);
  await database.close();
});

test("another program that has the number of a killed PostgreSQL is neither believed nor touched", async () => {
  const folder = await installedFolder();
  const first = await openHere(folder);
  const lost = first.embedded?.pid as number;
  const note = join(folder, "postgres/postmaster.pid");
  const text = readFileSync(note, "utf8");
  await first.close();
  const bystander = spawn("sleep", ["1000"], { ...ordinary, stdio: "ignore" });
  writeFileSync(note, text.replace(String(lost), String(bystander.pid)));
  const next = await openHere(folder);
  expect(next.embedded?.isAlive()).toBe(true);
  await next.close();
  expect(bystander.exitCode).toBeNull();
  bystander.kill();
});

test("a PostgreSQL that does not prove itself is left alone, and named", async () => {
  const folder = await installedFolder();
  const first = openInChild(folder, { isBare: true });
  const { postgresPid } = await first.opened;
  process.kill(postgresPid as number, "SIGSTOP");
  process.kill(first.child.pid as number, "SIGKILL");
  await first.ended;
  await expect(openHere(folder)).rejects.toThrow(
    new RegExp(`process ${postgresPid} does not answer.*kill -INT ${postgresPid}`),
  );
  process.kill(postgresPid as number, "SIGCONT");
  await (await openHere(folder)).close();
});
