import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, constants, fchownSync, fstatSync, openSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { pause, startWaiting, type Waiting } from "../db/progress";
import { type Account, isRoot } from "./accounts";
import { addressOf } from "./answer";
import { type Claim, claimCluster, lockCluster } from "./claim";
import { type Cluster, postgresEnvironment } from "./cluster";
import { InstallationFault } from "./fault";
import { isSameFile } from "./files";
import type { HeldLock } from "./kernel-lock";
import { secretsRemedy } from "./secrets";

const pollMs = 50;
const wordsAfterMs = 3_000;
const stopMs = 60_000;
const silenceMs = 60_000;
/** How long others are let finish. */
const usersMs = 600_000;
/** Within this time a server ends whose port another one has. */
const portTakenMs = 1_000;
const answerMs = 3_000;
const attempts = 5;
const passingFaults = /shared memory block|could not (bind|create any TCP)/;

/** A PostgreSQL that this process has started. */
export type Postmaster = {
  pid: number;
  port: number;
  isAlive(): boolean;
  /**
   * Ends it in order: open transactions are rolled back, all that was committed stays. Given how to wait, it lets those
   * who are connected finish first, for ten minutes or until the signal. Throws when it does not end in a minute then.
   */
  stop(users: Waiting | null): Promise<void>;
};

export type PostmasterOptions = Claim & {
  /** Folder of PostgreSQL's programs. */
  bin: string;
  /** Who runs it; null for the account of this process. */
  account: Account;
  /** Port to take; any free one otherwise. */
  port?: number;
  /** Settings for postgres, name=value. */
  settings?: readonly string[];
};

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

/** Opens PostgreSQL's log for it. Never through a link: the folder may be another account's than the opener's. */
function openLog(path: string, account: Account): number {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const fd = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  if (account && isRoot() && fstatSync(fd).uid === 0) fchownSync(fd, account.uid, account.gid);
  return fd;
}

function launch(cluster: Cluster, lock: HeldLock, port: number, options: PostmasterOptions): ChildProcess {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    // In files of the cluster: what lies in the system's shared memory may be cleared away, or be too small in a container.
    "dynamic_shared_memory_type=mmap",
    ...(options.settings ?? []),
  ];
  const log = openLog(logOf(cluster), options.account);
  try {
    // Its fourth descriptor is the lock of the cluster: each of its processes has it, and none of ours.
    const child = spawn(
      join(options.bin, "postgres"),
      ["-D", cluster.path, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      {
        ...options.account,
        cwd: "/",
        env: postgresEnvironment(),
        detached: true,
        stdio: ["ignore", log, log, lock.fd],
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
    lock.close();
  }
}

function logOf(cluster: Cluster): string {
  return join(cluster.path, "server.log");
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** Whether the server of a cluster takes connections on a port by now, or somebody there starts, recovers, or refuses our password. */
async function hear(
  port: number,
  cluster: Cluster,
  password: string,
): Promise<"ready" | "busy" | "silent" | "refuses"> {
  const client = new pg.Client({
    connectionString: addressOf(port, password, "postgres"),
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('data_directory') AS folder");
    return (await isSameFile(rows[0].folder, cluster.path).catch(() => false)) ? "ready" : "silent";
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "28P01") return "refuses";
    return code === "57P03" ? "busy" : "silent";
  } finally {
    await client.end().catch(() => {});
  }
}

/** Waits for a server that starts, however long it recovers; false when it has ended instead. */
async function untilReady(
  child: ChildProcess,
  port: number,
  cluster: Cluster,
  options: PostmasterOptions,
): Promise<boolean> {
  const { onProgress, signal } = options.waiting;
  const stillWaiting = startWaiting(onProgress);
  const begun = performance.now();
  let heardAt = begun;
  while (!hasEnded(child)) {
    const answer = await hear(port, cluster, options.password);
    const now = performance.now();
    if (answer === "ready") return true;
    if (answer === "busy") heardAt = now;
    if (answer === "refuses") {
      await pause(portTakenMs, signal);
      if (hasEnded(child)) return false;
      throw new InstallationFault(
        `The database refuses the password in ${options.secretsFile}. ${secretsRemedy}`,
      );
    }
    if (now - heardAt > silenceMs)
      throw new InstallationFault(
        `PostgreSQL was started, and is not heard of on 127.0.0.1, port ${port}. Is the loopback network up here?`,
      );
    if (now - begun > wordsAfterMs)
      stillWaiting("Waiting for PostgreSQL: it starts, or recovers after it was killed");
    await pause(pollMs, signal);
  }
  return false;
}

/** Takes nobody else in, and waits until those who are connected have finished; bounded, and until the signal. */
async function letUsersFinish(child: ChildProcess, { onProgress, signal }: Waiting): Promise<void> {
  const stillWaiting = startWaiting(onProgress);
  const begun = performance.now();
  if (!hasEnded(child) && !signal?.aborted) child.kill("SIGTERM");
  while (!hasEnded(child) && !signal?.aborted) {
    const waitedMs = performance.now() - begun;
    if (waitedMs > usersMs) return;
    if (waitedMs > wordsAfterMs) stillWaiting("Waiting for other commands that use the database to finish");
    await pause(pollMs, signal).catch(() => {});
  }
}

/** Ends a server in order and waits until the last of its processes is gone. */
async function end(child: ChildProcess, cluster: Cluster): Promise<void> {
  if (!hasEnded(child)) child.kill("SIGINT");
  const begun = performance.now();
  for (;;) {
    const lock = lockCluster(cluster);
    lock?.close();
    if (lock) return;
    if (performance.now() - begun > stopMs)
      throw new InstallationFault(
        `PostgreSQL (process ${child.pid}) has not ended within a minute; ${logOf(cluster)} says why.`,
      );
    await pause(pollMs, undefined);
  }
}

async function readNewLog(cluster: Cluster, from: number): Promise<string> {
  const bytes = await readFile(logOf(cluster)).catch(() => Buffer.alloc(0));
  return bytes.subarray(from).toString("utf8").split("\n").slice(-12).join("\n");
}

function remedyOf(words: string): string {
  return words.includes("No space left on device")
    ? "\nThe disk is full. Nothing is lost: make room, and start Sluice again."
    : "";
}

/**
 * Starts PostgreSQL on a cluster that no other server works on, and waits until it answers, also through a long
 * recovery. Every process of it holds the lock of the cluster. It outlives this process unless it is stopped.
 *
 * Throws `InstallationFault` with PostgreSQL's own words when it cannot run.
 */
export async function startPostmaster(cluster: Cluster, options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const lock = await claimCluster(cluster, options);
    const port = options.port ?? (await findFreePort());
    const logged = (await stat(logOf(cluster)).catch(() => null))?.size ?? 0;
    const child = launch(cluster, lock, port, options);
    const failed = new Promise<never>((_, reject) => child.once("error", reject));
    failed.catch(() => {});
    try {
      if (await Promise.race([untilReady(child, port, cluster, options), failed])) {
        return {
          pid: child.pid as number,
          port,
          isAlive: () => !hasEnded(child),
          stop: async (users) => {
            if (users) await letUsersFinish(child, users);
            await end(child, cluster);
          },
        };
      }
    } catch (error) {
      await end(child, cluster);
      throw error;
    }
    const words = await readNewLog(cluster, logged);
    if (attempt === attempts || !passingFaults.test(words))
      throw new InstallationFault(
        `PostgreSQL did not start on ${cluster.path}. The end of ${logOf(cluster)}:\n${words}${remedyOf(words)}`,
      );
    await pause(200 * attempt, options.waiting.signal);
  }
}
