import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of the machine, as /proc tells of it. */
export type Process = { pid: number; parent: number; command: string };

function read(pid: number): (Process & { cwd: string; environment: string }) | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return {
      pid,
      parent: Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]),
      command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim(),
      // A process that has ended and is only waited for has neither.
      cwd: readlinkSync(`/proc/${pid}/cwd`),
      environment: readFileSync(`/proc/${pid}/environ`, "utf8"),
    };
  } catch {
    return null;
  }
}

/** What runs on a data folder: whatever was started with its name, and the PostgreSQL that works in its cluster. */
export function listProcessesOf(folder: string, cluster: string): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => read(Number(name)))
    .filter((each) => each !== null)
    .filter(
      ({ cwd, environment }) =>
        cwd === cluster || `\0${environment}`.includes(`\0SLUICE_DATA_DIR=${folder}\0`),
    )
    .map(({ pid, parent, command }) => ({ pid, parent, command }));
}

/** Sends a signal to processes, of which some may have ended meanwhile. */
export function signalAll(processes: readonly Process[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
