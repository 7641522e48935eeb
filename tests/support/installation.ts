import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, lstatSync, mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";
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
  /** As `npm start` does (makes what is missing), or as a command (only finds). */
  mode?: "create" | "find";
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
export async function removeFolders(): Promise<void> {
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
