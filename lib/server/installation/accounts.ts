import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { InstallationFault } from "./fault";

const run = promisify(execFile);

/** An account of the operating system; null for the one that runs this process. */
export type Account = { uid: number; gid: number } | null;

/** Whether this process may read and write everything, and may not run PostgreSQL itself. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .filter((fields) => fields.length >= 4)
      .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}

/** The account of a number that has a name on this machine, or null. */
export function findAccount(uid: number): Account {
  const found = readAccounts().find((account) => account.uid === uid);
  return found ? { uid: found.uid, gid: found.gid } : null;
}

function nameOf(uid: number): string {
  return readAccounts().find((account) => account.uid === uid)?.name ?? `user ${uid}`;
}

/** Name of the account that runs this process, or its number where it has none. */
export function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.geteuid?.() ?? "this account");
  }
}

/** The account of this process as `chown` takes it, with its group. */
export function ownAccount(): string {
  const name = ownName();
  return /^\d+$/.test(name) ? `${name}:${process.getegid?.() ?? ""}` : `${name}:`;
}

/** Who owns a path, or the nearest folder above it that can be seen. */
export function describeOwner(path: string): string {
  try {
    return nameOf(statSync(path).uid);
  } catch {
    return dirname(path) === path ? "another account" : describeOwner(dirname(path));
  }
}

function findPostgresAccount(): Account {
  const found = readAccounts().find(({ name }) => name === "postgres");
  return found ? { uid: found.uid, gid: found.gid } : null;
}

/** The account named postgres, made if missing: PostgreSQL refuses to run as root. */
export async function requirePostgresAccount(): Promise<NonNullable<Account>> {
  const found = findPostgresAccount();
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
    .catch(() => null);
  const made = findPostgresAccount();
  if (made) return made;
  throw new InstallationFault(
    "PostgreSQL cannot run as root, and no account named postgres could be made. Make one, or set DATABASE_URL.",
  );
}
