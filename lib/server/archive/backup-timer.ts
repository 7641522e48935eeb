import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { minuteMs } from "@/lib/domain/duration";
import { logger } from "../logging/logger";
import { type BackupSchedule, lookEveryMs, notMadeStatus, retryAfterMs } from "./schedule";

const lowPriority = 10;
const maxWords = 2_000;
/** No backup takes so long: it hangs, such as on a network file system that has gone. */
const hangsAfterMs = 12 * 3_600_000;

/** One turn by the command line, in a process of its own: what it takes is nobody else's. */
function startTurn(root: string, { folder, everyMs }: BackupSchedule): ChildProcess {
  const every = `${everyMs / minuteMs}m`;
  const child = spawn(
    process.execPath,
    [
      ...["--conditions=react-server", "--import", "tsx", "scripts/admin.ts"],
      ...["backup", "--to", folder, "--every", every, "--once"],
    ],
    {
      cwd: root,
      env: process.env,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  try {
    if (child.pid) setPriority(child.pid, lowPriority);
  } catch {
    // Some systems do not let it; the backup is made all the same.
  }
  return child;
}

/** How a turn ended: its status, null when it was killed; and its last words. */
function endOf(child: ChildProcess): Promise<{ status: number | null; words: string }> {
  return new Promise((resolve) => {
    let words = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-maxWords);
    });
    const ceiling = setTimeout(() => {
      child.kill("SIGKILL");
      resolve({ status: null, words: `${words}It did not end within 12 hours, and was killed.` });
    }, hangsAfterMs).unref();
    const end = (status: number | null, last: string) => {
      clearTimeout(ceiling);
      resolve({ status, words: last.trim() });
    };
    child.once("error", (error) => end(1, error.message));
    child.once("close", (status, signal) =>
      end(status, signal ? `${words}It was ended by ${signal}.` : words),
    );
  });
}

/**
 * Makes backups on schedule until it is ended. `readTimeUntil` tells how many ms are left until the next; a jump of
 * this machine's clock does not bring it forward. `root`: the project's folder. Returns what ends it, and with it a
 * backup under way; that resolves when the backup has cleaned up.
 */
export function beginBackups(
  root: string,
  schedule: BackupSchedule,
  readTimeUntil: () => Promise<number>,
): () => Promise<void> {
  const { folder, everyMs } = schedule;
  let child: ChildProcess | null = null;
  let isBusy = false;
  let isOver = false;
  let notBefore = Number.NEGATIVE_INFINITY;

  const takeTurn = async () => {
    if ((await readTimeUntil()) > 0 || isOver) return;
    child = startTurn(root, schedule);
    const { status, words } = await endOf(child);
    child = null;
    if (isOver || status === notMadeStatus) return;
    const isMade = status === 0;
    notBefore = performance.now() + (isMade ? everyMs * 0.9 : retryAfterMs(everyMs));
    if (isMade) logger.info({ folder, words }, "backup made");
    else logger.error({ folder, words }, "no backup could be made");
  };
  const look = async () => {
    if (isBusy || isOver || performance.now() < notBefore) return;
    isBusy = true;
    await takeTurn().catch((error: unknown) =>
      logger.warn({ err: error }, "could not see whether a backup is due"),
    );
    isBusy = false;
  };
  void look();
  const timer = setInterval(() => void look(), lookEveryMs).unref();

  return async () => {
    isOver = true;
    clearInterval(timer);
    if (!child?.kill("SIGTERM")) return;
    await once(child, "exit").catch(() => {});
  };
}
