import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pause, startWaiting, type Waiting } from "../db/progress";
import { type Answer, ask } from "./answer";
import type { Cluster } from "./cluster";
import { InstallationFault } from "./fault";
import { type HeldLock, tryLock } from "./kernel-lock";
import { isRunning, type PidFile, readPidFile, worksIn } from "./pid-file";
import { secretsRemedy } from "./secrets";

const pollMs = 100;
/** How long a server is waited for that neither ends nor says what it does. */
const silenceMs = 10_000;
/** How long recovery and an orderly end are waited for. */
const busyMs = 600_000;

/** With what a cluster is claimed: its password, and where that stands. */
export type Claim = {
  password: string;
  secretsFile: string;
  say(text: string): void;
  waiting: Waiting;
};

/**
 * The lock of a cluster lies on a file of its own that PostgreSQL never replaces, and every process of its server
 * holds it: it is free exactly when none of them lives, wherever it was started. Null while it is held.
 */
export function lockCluster(cluster: Cluster): HeldLock | null {
  return tryLock(join(cluster.path, "PG_VERSION"));
}

/** What was seen of a server that an earlier process has left. */
type Sight = { note: PidFile | null; isSeen: boolean; answer: Answer };

async function look(cluster: Cluster, password: string): Promise<Sight> {
  const note = await readPidFile(cluster);
  if (!note) return { note, isSeen: false, answer: { kind: "silent" } };
  const isSeen = await worksIn(note.pid, cluster);
  return { note, isSeen, answer: await ask(cluster, note, password) };
}

/** Why a server that was left is neither ours to end nor gone, in words. */
function describeSight(cluster: Cluster, { note, isSeen, answer }: Sight, secretsFile: string): string {
  const begin = `PostgreSQL still works on ${cluster.path}, left there by an earlier process`;
  if (!note || !isSeen)
    return `${begin}, and cannot be seen from here: it runs in another container or on another machine, or its last processes are about to end. End it there, or start Sluice there. Nothing was stopped or removed.`;
  if (answer.kind === "ours")
    return `${begin} (process ${note.pid}), and others use it: ${answer.users.join(", ")}. End those first. Nothing was stopped or removed.`;
  if (answer.kind === "refuses our password")
    return `${begin} (process ${note.pid}), and refuses the password in ${secretsFile}. Put back the file that belongs to it; or end it (kill -INT ${note.pid}), and make new secrets: npm run admin -- renew-secrets`;
  return `${begin}: process ${note.pid} does not answer on port ${note.port}; it may be suspended. If nobody needs it, end it: kill -INT ${note.pid}. Nothing was stopped or removed.`;
}

/** What our own earlier processes still have under way in a server, in words; empty when it is nothing, or others' too. */
function describeLeft(answer: Answer): string {
  if (answer.kind !== "ours" || !answer.users.every((user) => user.startsWith("sluice"))) return "";
  return answer.users.length === 0 ? "" : `: it still does what was begun (${answer.users.join(", ")})`;
}

/**
 * Takes the lock of a cluster. A server that an earlier process of ours has left, and that nobody uses, is ended in
 * order once it has proved what it is; one that recovers is waited for. Throws `InstallationFault` with what was found
 * when it cannot be proved or reached; nothing is killed or removed then.
 */
export async function claimCluster(
  cluster: Cluster,
  { password, secretsFile, say, waiting }: Claim,
): Promise<HeldLock> {
  const begun = performance.now();
  const stillWaiting = startWaiting(waiting.onProgress);
  let isEnding = false;
  for (;;) {
    waiting.signal?.throwIfAborted();
    const lock = lockCluster(cluster);
    const sight = await look(cluster, password);
    const { note, isSeen, answer } = sight;
    if (lock) {
      // Servers of older releases, and those started by hand, hold no lock: their process tells.
      if (!note || (!isSeen && answer.kind !== "ours")) return forgetOther(lock, note);
      lock.close();
    }
    if (!isEnding && note && isSeen && answer.kind === "ours" && answer.users.length === 0) {
      say(`  PostgreSQL is left from an earlier process (${note.pid}); it is ended in order.`);
      process.kill(note.pid, "SIGINT");
      isEnding = true;
    }
    const left = isSeen ? describeLeft(answer) : "";
    const patienceMs = isEnding || left || answer.kind === "busy" ? busyMs : silenceMs;
    if (performance.now() - begun > patienceMs)
      throw new InstallationFault(describeSight(cluster, sight, secretsFile));
    stillWaiting(`Waiting for the PostgreSQL of an earlier process to end${left}`);
    await pause(pollMs, waiting.signal);
  }
}

/** Removes the note of a server that is gone when its number is another program's by now: PostgreSQL would believe it. */
export async function forgetOther(lock: HeldLock, note: PidFile | null): Promise<HeldLock> {
  if (note && isRunning(note.pid)) await rm(note.path, { force: true });
  return lock;
}

/** Port of the server that works on a cluster now and has proved it, or null. Touches nothing. */
export async function findServer(
  cluster: Cluster,
  { password, secretsFile }: Pick<Claim, "password" | "secretsFile">,
): Promise<number | null> {
  const { note, isSeen, answer } = await look(cluster, password);
  const lock = lockCluster(cluster);
  lock?.close();
  const isAlive = lock === null || isSeen;
  if (isAlive && answer.kind === "refuses our password")
    throw new InstallationFault(
      `The database in ${cluster.path} refuses the password in ${secretsFile}. ${secretsRemedy}`,
    );
  return isAlive && note && answer.kind === "ours" ? note.port : null;
}
