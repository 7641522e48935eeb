import { readFileSync } from "node:fs";

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Calls `onOrphaned` once when npm, which started this process through a shell, is gone without having passed on a
 * signal. Does nothing for a process that npm did not start.
 */
export function watchParents(onOrphaned: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watched = [shell, npm].filter((pid): pid is number => pid !== null && pid > 1);
  const timer = setInterval(() => {
    if (process.ppid === shell && watched.every(isRunning)) return;
    clearInterval(timer);
    onOrphaned();
  }, 1_000);
  timer.unref();
}
