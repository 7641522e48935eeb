import { execFile, spawn } from "node:child_process";
import { chown, lstat, mkdir, readFile, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { copyPostgres, preparePostgres } from "./postgres-binaries";

const run = promisify(execFile);
const superuser = "sluice";
const databaseName = "sluice";

/** Where clusters lie when root runs the server: PostgreSQL runs as another user, who cannot enter root's folders. */
const sharedHome = "/var/lib/sluice";

export type EmbeddedOptions = {
  /** The product's data folder; made with mode 0700. */
  dataDir: string;
  password: string;
  /** Names the cluster when it cannot lie in `dataDir`. */
  clusterId: string;
  /** Port to take; any free one otherwise. */
  port?: number;
  /** Settings for postgres, name=value; for throw-away servers of tests. */
  settings?: string[];
};

export type EmbeddedServer = {
  /** Address of the product's database, made if missing. */
  url: string;
  pid: number;
  isAlive(): boolean;
  /** Starts the server again after it was lost, on the port that the open pools know. */
  restart(): Promise<void>;
  /** Ends the server: open transactions are rolled back. */
  stop(): Promise<void>;
};

type Identity = { uid: number; gid: number } | Record<string, never>;

type Place = { bin: string; cluster: string; identity: Identity };

async function findPostgresUser(): Promise<{ uid: number; gid: number } | null> {
  const line = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** PostgreSQL refuses to run as root: it runs as the user postgres, who is made if missing. */
async function requirePostgresUser(): Promise<{ uid: number; gid: number }> {
  const found = await findPostgresUser();
  if (found) return found;
  await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "postgres",
  ])
    .catch(() => run("adduser", ["-S", "-D", "-H", "postgres"]))
    .catch(() => {
      throw new Error(
        "PostgreSQL cannot run as root, and no user named postgres could be made. Make one, or set DATABASE_URL.",
      );
    });
  const made = await findPostgresUser();
  if (!made) throw new Error("No user named postgres. Make one, or set DATABASE_URL.");
  return made;
}

async function findPlace({ dataDir, clusterId }: EmbeddedOptions): Promise<Place> {
  const link = join(dataDir, "postgres");
  if (userInfo().uid !== 0) return { bin: await preparePostgres(), cluster: link, identity: {} };
  const identity = await requirePostgresUser();
  const home = join(sharedHome, clusterId);
  await mkdir(home, { recursive: true, mode: 0o755 });
  await chown(home, identity.uid, identity.gid);
  const cluster = join(home, "postgres");
  if (!(await lstat(link).catch(() => null))) await symlink(cluster, link);
  return { bin: await copyPostgres(sharedHome), cluster, identity };
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

async function makeCluster({ bin, cluster, identity }: Place, password: string): Promise<void> {
  // A cluster is whole once it has our own mark; an interrupted initdb is begun again.
  const mark = join(cluster, "sluice-cluster");
  if ((await exists(mark)) && (await exists(join(cluster, "PG_VERSION")))) return;
  await rm(cluster, { recursive: true, force: true });
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if ("uid" in identity) await chown(passwordFile, identity.uid as number, identity.gid as number);
  try {
    await run(
      join(bin, "initdb"),
      [
        `--pgdata=${cluster}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { ...identity, cwd: "/", env: serverEnvironment() },
    );
  } catch (error) {
    throw new Error(
      `PostgreSQL could not make its cluster in ${cluster}:\n${(error as { stderr?: string }).stderr ?? error}`,
    );
  } finally {
    await unlink(passwordFile);
  }
  await writeFile(mark, "");
  if ("uid" in identity) await chown(mark, identity.uid as number, identity.gid as number);
}

/** Nothing of the caller's PG… variables or locale may reach the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What the server writes about itself: process id in line 1, port in line 4, state in line 8. */
async function readPidFile(cluster: string): Promise<{ pid: number; port: number; isReady: boolean } | null> {
  const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" } : null;
}

function addressOf(port: number, password: string, database: string): string {
  return `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** The server that already runs on this cluster and answers to our password. */
async function findRunning(cluster: string, password: string): Promise<{ pid: number; port: number } | null> {
  const found = await readPidFile(cluster);
  if (!found?.isReady || !isRunning(found.pid)) return null;
  const client = new pg.Client({
    connectionString: addressOf(found.port, password, "postgres"),
    connectionTimeoutMillis: 3_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('data_directory') AS directory");
    return rows[0].directory === cluster || (await exists(join(rows[0].directory, "sluice-cluster")))
      ? found
      : null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Runs pg_ctl to its end. Its output must not be a pipe: the server would inherit it and keep it open. */
function control({ bin, cluster, identity }: Place, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, "pg_ctl"), ["-D", cluster, "-w", ...args], {
      ...identity,
      cwd: "/",
      env: serverEnvironment(),
      stdio: "ignore",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function start(place: Place, options: EmbeddedOptions): Promise<{ pid: number; port: number }> {
  const log = join(place.cluster, "server.log");
  // After kill -9 of the server, its last children may hold the shared memory for a moment longer.
  for (let attempt = 1; ; attempt++) {
    const stale = await readPidFile(place.cluster);
    if (stale && !isRunning(stale.pid)) await rm(join(place.cluster, "postmaster.pid"), { force: true });
    const port = options.port ?? (await findFreePort());
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      ...(options.settings ?? []),
    ];
    const flags = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(" ");
    const code = await control(place, ["-l", log, "-t", "60", "-o", flags, "start"]);
    const running = await findRunning(place.cluster, options.password);
    if (running) return running;
    if (attempt === 5) {
      const words = (await readFile(log, "utf8").catch(() => "")).split("\n").slice(-12).join("\n");
      throw new Error(`PostgreSQL did not start (pg_ctl ended with ${code}). The end of ${log}:\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

const lockRetryMs = 100;

/** Does something that only one process may do at a time. A lock whose holder is gone is taken over. */
async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (
    !(await writeFile(path, String(process.pid), { flag: "wx" }).then(
      () => true,
      () => false,
    ))
  ) {
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    if (holder > 0 && !isRunning(holder)) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, lockRetryMs));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // Two processes may start at once; the database is there all the same.
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

/** The server that runs on this data folder now, if one does; starts nothing. */
export async function findEmbeddedPostgres(options: EmbeddedOptions): Promise<string | null> {
  const cluster = join(options.dataDir, "postgres");
  const running = await findRunning(cluster, options.password).catch(() => null);
  return running ? addressOf(running.port, options.password, databaseName) : null;
}

/**
 * Brings up the PostgreSQL of a data folder: makes the cluster the first time, uses the server that is left from an
 * earlier process if it still runs, else starts one. It is a process of its own and outlives this one unless stopped.
 *
 * Throws with PostgreSQL's own words when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const place = await findPlace(options);
  // Two processes that start together would make the same cluster twice.
  const running = await whileLocked(join(options.dataDir, "postgres.lock"), async () => {
    await makeCluster(place, options.password);
    return (await findRunning(place.cluster, options.password)) ?? (await start(place, options));
  });
  await makeDatabase(running.port, options.password);
  let { pid } = running;
  return {
    url: addressOf(running.port, options.password, databaseName),
    get pid() {
      return pid;
    },
    isAlive: () => isRunning(pid),
    restart: async () => {
      pid = (await startEmbeddedPostgres({ ...options, port: running.port })).pid;
    },
    stop: async () => {
      await control(place, ["-m", "fast", "-t", "30", "stop"]);
    },
  };
}
