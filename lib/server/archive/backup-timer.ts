import "server-only";
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { setPriority } from "node:os";
import { logger } from "../logger";
import { type BackupSchedule, isDue } from "./schedule";

const lookEveryMs = 60_000;
const lowPriority = 10;
const mostWords = 2_000;

/** After a failure, so that a full disk is not filled every minute. */
const retryAfterMs = (everyMs: number) => Math.min(3_600_000, Math.max(lookEveryMs, everyMs / 4));

/** One backup by the command line, in a process of its own: what it takes is nobody else's. Resolves with its words. */
function runOnce(root: string, { folder }: BackupSchedule): Promise<{ isDone: boolean; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", "backup", "--to", folder],
      { cwd: root, env: process.env, stdio: ["ignore", "ignore", "pipe"] },
    );
    let words = "";
    child.stderr.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-mostWords);
    });
    child.once("error", (error) => resolve({ isDone: false, words: error.message }));
    child.once("close", (status) => resolve({ isDone: status === 0, words: words.trim() }));
    try {
      if (child.pid) setPriority(child.pid, lowPriority);
    } catch {
      // Some systems do not let it; the backup is made all the same.
    }
  });
}

/**
 * Makes backups by the schedule for as long as the process lives. Which there are says whether it is time, also after a
 * restart; within the process a clock that jumps brings none forward. `root`: the project's folder.
 */
export function beginBackups(root: string, schedule: BackupSchedule): void {
  let isRunning = false;
  let notBefore = Number.NEGATIVE_INFINITY;
  const look = async () => {
    if (isRunning || performance.now() < notBefore) return;
    isRunning = true;
    try {
      const names = await readdir(schedule.folder).catch(() => []);
      if (!isDue(names, schedule.everyMs, Date.now())) return;
      const { isDone, words } = await runOnce(root, schedule);
      notBefore = performance.now() + (isDone ? schedule.everyMs * 0.9 : retryAfterMs(schedule.everyMs));
      if (isDone) logger.info({ folder: schedule.folder, words }, "backup made");
      else logger.error({ folder: schedule.folder, words }, "no backup could be made");
    } finally {
      isRunning = false;
    }
  };
  void look();
  setInterval(() => void look(), lookEveryMs).unref();
}
