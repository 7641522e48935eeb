import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, lstatSync, mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { chown, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { isRoot, requirePostgresAccount } from "@/lib/server/installation/accounts";
import { type OpenInstallation, type OpenOptions, openInstallation } from "@/lib/server/installation/open";
import { prepareBare } from "./bare-database";
import { projectRoot } from "./postgres";

/** What a process that opened a folder got, or the words with which it was refused. */
export type Opening = { url: string; isNew: boolean; postgresPid: number | null };

/** A process that has, or wanted, a data folder. */
export type Opener = {
  child: ChildProcess;
  /** What it said meanwhile, for people. */
  said: string[];
  /** Resolves when the database is open; rejects with the words of the refusal. */
  opened: Promise<Opening>;
  /** Resolves with the exit code when the process has ended by itself or by a signal: null after a kill. */
  ended: Promise<number | null>;
  /** Sends a signal, SIGTERM unless said, and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

type OpenerOptions = {
  /** Without the schema of the product: faster, for what is about the folder alone. */
  isBare?: boolean;
  /** As `npm start` does (makes what is missing), or as a command (only finds). */
  mode?: "create" | "find";
  /** What it calls itself where it holds the folder. */
  purpose?: string;
  env?: Record<string, string>;
  /** A program and arguments in front of node, such as unshare. */
  wrapper?: string[];
  /** The user who runs it. */
  uid?: number;
  gid?: number;
};

const openers: Opener[] = [];
const folders: string[] = [];

/** A path for a data folder that is not there yet, in a folder of its own; both are gone, with the cluster, afterwards. */
export function newFolder(owner?: { uid: number; gid: number }): string {
  const parent = mkdtempSync(join(tmpdir(), "sluice-folder-"));
  if (owner) chownSync(parent, owner.uid, owner.gid);
  const folder = join(parent, "data");
  folders.push(folder);
  return folder;
}

/**
 * The ordinary account that tests of root use: all of an installation lies in a folder that is its own. Undefined when
 * the tests are not root's.
 */
export const ordinary = isRoot() ? await requirePostgresAccount() : undefined;

const bare = { databaseUrl: null, purpose: "a test", prepare: prepareBare, say: () => {} };

/** Opens a data folder in this process, without the schema of the product; to be closed before the test ends. */
export function openHere(folder: string, options: Partial<OpenOptions> = {}): Promise<OpenInstallation> {
  return openInstallation({ ...bare, create: true, folder, ...options });
}

let seed: Promise<string> | null = null;

async function makeSeed(): Promise<string> {
  const folder = newFolder(ordinary);
  await mkdir(folder, { mode: 0o700 });
  if (ordinary) await chown(folder, ordinary.uid, ordinary.gid);
  const database = await openHere(folder);
  await database.close();
  return folder;
}

/** A folder with an installation that does not run, all of it in the folder, and of an ordinary account. */
export async function installedFolder(): Promise<string> {
  seed ??= makeSeed();
  const folder = newFolder(ordinary);
  await promisify(execFile)("cp", ["-a", await seed, folder]);
  return folder;
}

/** Opens a data folder in a process of its own. */
export function openInChild(folder: string, options: OpenerOptions = {}): Opener {
  const [command = process.execPath, ...args] = [
    ...(options.wrapper ?? []),
    process.execPath,
    ...[
      "--conditions=react-server",
      "--import",
      "tsx",
      "tests/support/open-folder.ts",
      options.mode ?? "create",
      options.purpose ?? "a test",
      options.isBare ? "bare" : "whole",
    ],
  ];
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: "", SLUICE_DATA_DIR: folder, ...options.env },
    uid: options.uid,
    gid: options.gid,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  const opened = new Promise<Opening>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (text) => {
      const line = JSON.parse(text) as { said?: string; opened?: Opening; refused?: string };
      if (line.said !== undefined) said.push(line.said);
      if (line.opened) resolve(line.opened);
      if (line.refused !== undefined) reject(new Error(line.refused));
    });
    void ended.then((code) => reject(new Error(`The process ended with ${code} before it had opened.`)));
  });
  opened.catch(() => {});
  const opener: Opener = {
    child,
    said,
    opened,
    ended,
    end: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
  openers.push(opener);
  return opener;
}

/** Ends every process of this file that still has a folder, and removes the folders with their clusters. */
async function removeFolders(): Promise<void> {
  for (const { child, end } of openers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGCONT");
    await end();
  }
  for (const folder of folders.splice(0)) {
    const cluster = join(folder, "postgres");
    const isLink = lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink();
    if (isLink) rmSync(dirname(readlinkSync(cluster)), { recursive: true, force: true });
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

afterAll(removeFolders);
