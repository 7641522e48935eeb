import { execFile } from "node:child_process";
import {
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { endianness } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./accounts";
import { InstallationFault } from "./fault";
import { ifThere, readText, syncFolder } from "./files";

const run = promisify(execFile);

/** Name of the superuser of every cluster of ours. */
export const superuser = "sluice";

/** PostgreSQL's files, whole as far as can be seen. */
export type Cluster = {
  /** Real path. */
  path: string;
  /** Whether the data folder only points to it. */
  isOutside: boolean;
  /** Number of PostgreSQL's major release, such as 18. */
  major: string;
  systemIdentifier: string;
  /** Whoever owns the files runs PostgreSQL. */
  owner: { uid: number; gid: number };
  /** False when its server was killed, or still ran when the files were copied. */
  wasShutDown: boolean;
};

/** What lies where a cluster is looked for. */
export type ClusterFinding =
  | { state: "missing" }
  | { state: "dangling"; target: string }
  | { state: "empty" }
  | { state: "damaged"; lacks: string }
  | { state: "whole"; cluster: Cluster };

/** Facts that PostgreSQL keeps at the same place of pg_control in every release. */
function parseControl(bytes: Buffer): Pick<Cluster, "systemIdentifier" | "wasShutDown"> | null {
  if (bytes.length < 20) return null;
  const isLittle = endianness() === "LE";
  const identifier = isLittle ? bytes.readBigUInt64LE(0) : bytes.readBigUInt64BE(0);
  const state = isLittle ? bytes.readUInt32LE(16) : bytes.readUInt32BE(16);
  return { systemIdentifier: String(identifier), wasShutDown: state === 1 };
}

/** Looks at what lies at a path, which may be a link, and changes nothing. Throws `InstallationFault` when it is closed to us. */
export async function findCluster(at: string): Promise<ClusterFinding> {
  const entry = await ifThere(at, () => lstat(at));
  if (!entry) return { state: "missing" };
  const path = await ifThere(at, () => realpath(at));
  if (path === null) return { state: "dangling", target: await readlink(at) };
  const names = await ifThere(path, () => readdir(path));
  if (names === null || !(await stat(path)).isDirectory()) return { state: "damaged", lacks: "a folder" };
  if (names.length === 0) return { state: "empty" };
  const major = (await readText(join(path, "PG_VERSION")))?.trim();
  if (!major) return { state: "damaged", lacks: "PG_VERSION" };
  const control = join(path, "global/pg_control");
  const facts = parseControl((await ifThere(control, () => readFile(control))) ?? Buffer.alloc(0));
  if (!facts) return { state: "damaged", lacks: "global/pg_control" };
  const { uid, gid } = await stat(path);
  return {
    state: "whole",
    cluster: { path, isOutside: entry.isSymbolicLink(), major, owner: { uid, gid }, ...facts },
  };
}

/** Nothing of the caller's PG… variables or locale may reach PostgreSQL's programs. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

/**
 * Makes a new cluster. It is finished elsewhere and renamed into place: what lies at `path` is whole, and what an
 * interrupted call has left beside it was never used.
 */
export async function makeCluster(
  bin: string,
  path: string,
  { account, password }: { account: Account; password: string },
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  const passwordFile = `${path}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
  if (account) await chown(passwordFile, account.uid, account.gid);
  try {
    await run(
      join(bin, "initdb"),
      [
        `--pgdata=${unfinished}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { ...account, cwd: "/", env: postgresEnvironment() },
    );
  } catch (error) {
    throw new InstallationFault(
      `PostgreSQL could not make its files in ${unfinished}:\n${(error as { stderr?: string }).stderr ?? error}`,
      { cause: error },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}
