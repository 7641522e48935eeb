import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Cluster } from "./cluster";
import { isSameFile, readText } from "./files";

const run = promisify(execFile);

/** What a PostgreSQL server writes about itself. */
export type PidFile = { path: string; pid: number; startedAtSeconds: number; port: number };

/** The note of the server that works on a cluster, or worked on it when it was killed. */
export async function readPidFile(cluster: Cluster): Promise<PidFile | null> {
  const path = join(cluster.path, "postmaster.pid");
  const lines = ((await readText(path)) ?? "").split("\n");
  const pid = Number(lines[0]);
  return pid > 0 ? { path, pid, startedAtSeconds: Number(lines[2]), port: Number(lines[3]) } : null;
}

/** Whether a process of that number can be seen from here. It may be any process: numbers are used again. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isServerOf(pid: number, cluster: Cluster): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const [program = "", ...args] = line.split("\0");
  return program.endsWith("postgres") && args.includes(cluster.path);
}

/** Whether the process of that number works in the cluster's folder, as its server and nothing else does. */
export async function worksIn(pid: number, cluster: Cluster): Promise<boolean> {
  if (!isRunning(pid)) return false;
  // In a container even root may be forbidden to see where another account's process works.
  if (existsSync("/proc/self/cwd"))
    return isSameFile(`/proc/${pid}/cwd`, cluster.path).catch(() => isServerOf(pid, cluster));
  const listed = await run("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return listed.stdout.includes(cluster.path);
}
