import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { expect, test } from "vitest";
import { unseen } from "@/lib/server/db/progress";
import { gatherFacts } from "@/lib/server/installation/facts";
import { startPostmaster } from "@/lib/server/installation/postmaster";
import { findPrograms, whoRuns } from "@/lib/server/installation/programs";
import { renewSecrets } from "@/lib/server/installation/renew-secrets";
import { installedFolder, openHere, openInChild, ordinary } from "../../support/installation";

async function connect(url: string, applicationName?: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: applicationName });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const isServed = (folder: string) => existsSync(join(folder, "postgres/postmaster.pid"));

test.concurrent("a start that is called off in the middle of a long step ends at once", async () => {
  const folder = await installedFolder();
  const stop = new AbortController();
  const called = openHere(folder, {
    signal: stop.signal,
    prepare: async (url) => {
      const client = await connect(url);
      const step = client.query("SELECT pg_sleep(600)");
      stop.abort(new Error("called off"));
      await step;
      return [];
    },
  });
  await expect(called).rejects.toThrow("called off");
  expect(isServed(folder)).toBe(false);
  await (await openHere(folder)).close();
});

test.concurrent("a command that ends first leaves PostgreSQL to the one that still uses it", async () => {
  const folder = await installedFolder();
  await (await openHere(folder)).close();
  const first = await openHere(folder, { create: false });
  const second = await openHere(folder, { create: false });
  expect(second).toMatchObject({ url: first.url, embedded: null });
  const client = await connect(second.url);
  const closed = first.close();
  expect((await client.query("SELECT pg_sleep(0.5), 1 AS one")).rows[0].one).toBe(1);
  expect(first.embedded?.isAlive()).toBe(true);
  await client.end();
  await closed;
  expect(isServed(folder)).toBe(false);
});

test.concurrent("a command that is told to stop does not wait for others", async () => {
  const folder = await installedFolder();
  await (await openHere(folder)).close();
  const stop = new AbortController();
  const command = await openHere(folder, { create: false, signal: stop.signal });
  const client = await connect(command.url);
  const closed = command.close();
  expect(command.embedded?.isAlive()).toBe(true);
  stop.abort(new Error("called off"));
  await closed;
  expect(isServed(folder)).toBe(false);
  await client.end().catch(() => {});
});

test.concurrent("what a killed start still does in PostgreSQL is waited for, and named", async () => {
  const folder = await installedFolder();
  const first = openInChild(folder, { isBare: true });
  const client = await connect((await first.opened).url, "sluice-start");
  process.kill(first.child.pid as number, "SIGKILL");
  await first.ended;
  const said: string[] = [];
  const next = await openHere(folder, {
    say: (text) => {
      said.push(text);
      if (text.includes("it still does what was begun (sluice-start from 127.0.0.1")) void client.end();
    },
  });
  expect(said.join("\n")).toContain("it still does what was begun");
  await next.close();
});

const untraced = ["setpriv", "--bounding-set=-sys_ptrace"];
const canDrop = ordinary !== undefined && spawnSync("setpriv", [...untraced.slice(1), "true"]).status === 0;

test
  .skipIf(!canDrop)
  .concurrent(
    "root of a container, who may not trace, knows a PostgreSQL that was left all the same",
    async () => {
      const folder = await installedFolder();
      const first = openInChild(folder, { isBare: true });
      const { postgresPid } = await first.opened;
      process.kill(first.child.pid as number, "SIGKILL");
      await first.ended;
      const next = openInChild(folder, { isBare: true, wrapper: untraced });
      await next.opened;
      expect(next.said.join("\n")).toContain(`left from an earlier process (${postgresPid})`);
      await next.end();
    },
  );

test.concurrent("new secrets are made although another program has the number of a killed PostgreSQL", async () => {
  const folder = await installedFolder();
  const first = await openHere(folder);
  const note = join(folder, "postgres/postmaster.pid");
  const text = readFileSync(note, "utf8");
  await first.close();
  const bystander = spawn("sleep", ["1000"], { ...ordinary, stdio: "ignore" });
  writeFileSync(note, text.replace(/^\d+/, String(bystander.pid)));
  await renewSecrets(folder, unseen);
  bystander.kill();
  await (await openHere(folder)).close();
});

async function clusterIn(folder: string) {
  const { cluster, secrets } = await gatherFacts(folder);
  if (cluster.state !== "whole" || !secrets) throw new Error(`${folder} is not whole.`);
  return { cluster: cluster.cluster, password: secrets.databasePassword };
}

test.concurrent("another server on the port is not taken for the one that was started, whatever it answers", async () => {
  const taken = await openHere(await installedFolder());
  const port = Number(new URL(taken.url).port);
  const folder = await installedFolder();
  const { cluster, password } = await clusterIn(folder);
  for (const known of [password, "another password"]) {
    const started = startPostmaster(cluster, {
      bin: await findPrograms(),
      account: whoRuns(cluster),
      password: known,
      secretsFile: "secrets.json",
      port,
      say: () => {},
      waiting: unseen,
    });
    await expect(started).rejects.toThrow(/could not bind/);
  }
  await taken.close();
});

test.concurrent("a server without our lock that proves itself keeps its note, whoever seems to have its number", async () => {
  const folder = await installedFolder();
  const database = await openHere(folder);
  const { port } = new URL(database.url);
  await database.close();
  const { cluster, password } = await clusterIn(folder);
  const server = spawn(join(await findPrograms(), "postgres"), ["-D", cluster.path, "-p", port], {
    ...whoRuns(cluster),
    cwd: "/",
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = `postgresql://sluice:${password}@127.0.0.1:${port}/postgres`;
  while (true) {
    const client = await connect(url).catch(() => null);
    if (client) {
      await client.end();
      break;
    }
    await promisify(execFile)("true");
  }
  const note = join(folder, "postgres/postmaster.pid");
  writeFileSync(note, readFileSync(note, "utf8").replace(/^\d+/, String(process.ppid)));
  const stop = new AbortController();
  const opened = openHere(folder, {
    signal: stop.signal,
    say: (text) => {
      if (text.includes("Waiting for the PostgreSQL of an earlier process")) stop.abort(new Error("waited"));
    },
  });
  await expect(opened).rejects.toThrow("waited");
  expect(existsSync(note)).toBe(true);
  server.kill("SIGINT");
  await ended;
});
