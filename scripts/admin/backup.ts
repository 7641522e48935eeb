import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { dayMs } from "@/lib/domain/duration";
import { DomainError } from "@/lib/domain/errors";
import {
  type BackupSchedule,
  lookEveryMs,
  notMadeStatus,
  parseInterval,
  parseKeep,
  retryAfterMs,
} from "@/lib/server/archive/schedule";
import type { Waiting } from "@/lib/server/db/progress";
import type { MadeBackup } from "@/lib/server/usecases/backups/make-backup";
import { dataFolder } from "../installation/data-folder";
import { root } from "../project/root.mjs";
import { say } from "../project/say.mjs";
import { type Command, define } from "./command";
import { untilStopped } from "./stopping";
import { withDatabase } from "./with-database";

/** How long a schedule waits at most before it looks again: timers end at some 24 days. */
const maxPauseMs = dayMs;
const openWithinMs = 120_000;
const inMegabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const inThousands = (count: number) => count.toLocaleString("en");

/** A path as whoever typed the command meant it: npm runs it in the project's folder. */
const pathOf = (file: string) => resolve(process.env.INIT_CWD ?? process.cwd(), file);

/** The path with links followed, as far as it exists. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), relative(dirname(path), path));
}

/** A backup that lies in what it saves is lost with it. */
function refuseInside(path: string): void {
  for (const saved of [dataFolder(), join(dataFolder(), "postgres")]) {
    const way = relative(realPath(saved), realPath(path));
    if (way.startsWith("..") || isAbsolute(way)) continue;
    throw new DomainError(
      "invalid",
      {},
      `${path} lies in the data folder ${dataFolder()}: it would be lost with what it saves. Choose a place outside.`,
    );
  }
}

/** Says something now and then, for whoever waits. */
function seldom(): (words: string) => void {
  let saidAt = performance.now();
  return (words) => {
    if (performance.now() - saidAt < 2_000) return;
    saidAt = performance.now();
    say(words);
  };
}

/** A session of its own. Its address was just found to be right: if nothing answers there, it may be another by now. */
async function openSession(signal = AbortSignal.timeout(openWithinMs)) {
  const { openDirect } = await import("@/lib/server/db/open-direct");
  const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || "";
  const waiting = { onProgress: ({ words }: { words: string }) => say(`  › ${words}`), signal };
  return await openDirect(url, waiting, { applicationName: "sluice-backup" });
}

async function backUpOnce(path: string): Promise<number> {
  const { makeBackup } = await import("@/lib/server/usecases/backups/make-backup");
  let rows = 0;
  const sayNow = seldom();
  const made = await makeBackup(await openSession(), root, path, ({ name }, end) => {
    rows += end.rows;
    sayNow(`  … ${inThousands(rows)} rows, ${name} is written`);
  });
  say(wordsOf(made));
  return 0;
}

const wordsOf = ({ path, rows, tables, bytes, tookMs }: MadeBackup) =>
  `${path}: ${inThousands(rows)} rows of ${tables} tables, ${inMegabytes(bytes)}, written and checked in ${inSeconds(tookMs)}.`;

/** One turn of a schedule; says what was done. */
async function takeTurn(schedule: BackupSchedule, always: boolean) {
  const { backUpInto } = await import("@/lib/server/usecases/backups/back-up-into");
  const turn = await backUpInto(openSession, root, schedule, { always });
  if (turn.made) say(wordsOf(turn.made));
  if (turn.removed.length > 0) say(`Removed: ${turn.removed.join(", ")}.`);
  for (const words of turn.kept) say(`  ! ${words} It is not counted, and stays.`);
  return turn;
}

const isBusy = (error: unknown) => error instanceof DomainError && error.code === "busy";

/** One turn, if it is time. */
async function backUpIfDue(schedule: BackupSchedule): Promise<number> {
  try {
    const { made } = await takeTurn(schedule, false);
    return made ? 0 : notMadeStatus;
  } catch (error) {
    if (!isBusy(error)) throw error;
    say((error as Error).message);
    return notMadeStatus;
  }
}

/** One of many turns: how long to wait for the next, ms. What fails is said. */
async function takeNextTurn(schedule: BackupSchedule): Promise<number> {
  try {
    const { dueInMs } = await withBackupDatabase(() => takeTurn(schedule, false));
    return Math.min(maxPauseMs, Math.max(lookEveryMs, dueInMs));
  } catch (error) {
    say(`  ! ${(error as Error).message}`);
    return isBusy(error) ? lookEveryMs : retryAfterMs(schedule.everyMs);
  }
}

/**
 * Makes backups by a schedule until the process is ended. The database is opened for each anew: a server may have been
 * started or stopped meanwhile, and holds its folder alone.
 */
async function backUpForEver(schedule: BackupSchedule): Promise<number> {
  say(
    `A backup every ${inSeconds(schedule.everyMs)} into ${schedule.folder}; the newest ${schedule.keep} are kept.`,
  );
  return await untilStopped(async (stopping) => {
    while (!stopping.aborted)
      await setTimeout(await takeNextTurn(schedule), undefined, { signal: stopping }).catch(() => {});
    say(stopping.reason.message);
    return 0;
  });
}

const withBackupDatabase: <T>(work: () => Promise<T>) => Promise<T> = (work) =>
  withDatabase({ create: false, purpose: "admin backup" }, work);

/** Backups, and what comes of them. */
export const backup: Record<string, Command> = {
  backup: define({
    takes: "FILE | --to FOLDER [--every 24h [--once]]",
    does: [
      "Writes everything into one file, while the server runs: all rows as they are at one instant. The file is read again",
      "and checked before it gets its name. --to: a file of its own in that folder; then older ones go, so that",
      "SLUICE_BACKUP_KEEP (7) are kept. --every: again and again, until it is ended; with --once a single one, if it is time,",
      "and status 75 when none was made.",
    ],
    options: { to: { type: "string" }, every: { type: "string" }, once: { type: "boolean", default: false } },
    words: 1,
    opensDatabase: true,
    async run({ to, every, once }, [file]) {
      if ((file === undefined) === (to === undefined) || (every !== undefined && to === undefined))
        throw new DomainError("invalid", {}, "Name a file, or a folder with --to.");
      if (once && every === undefined) throw new DomainError("invalid", {}, "--once needs --every.");
      const path = pathOf(file ?? to ?? "");
      refuseInside(path);
      if (to === undefined) return await withBackupDatabase(() => backUpOnce(path));
      const everyMs = parseInterval(every ?? "24h", "--every");
      const schedule = { folder: path, everyMs, keep: parseKeep(process.env.SLUICE_BACKUP_KEEP) };
      if (once) return await withBackupDatabase(() => backUpIfDue(schedule));
      if (every !== undefined) return await backUpForEver(schedule);
      await withBackupDatabase(() => takeTurn(schedule, true));
      return 0;
    },
  }),
  "backup-status": define({
    takes: "",
    does: [
      "Says when the last good backup was made, where and how big. Ends with status 1 when there is none, when the newest",
      "attempt failed, or when it is older than twice SLUICE_BACKUP_EVERY (24h).",
    ],
    options: {},
    async run() {
      const { getBackupStatus } = await import("@/lib/server/usecases/backups/get-backup-status");
      const { proved, failed, isOverdue } = await getBackupStatus(process.env);
      if (proved)
        say(
          `Last good backup: ${new Date(proved.at).toISOString()}, ${proved.path}, ${inMegabytes(proved.bytes ?? 0)}, ${inThousands(proved.rows ?? 0)} rows${existsSync(proved.path) ? "" : "; this machine does not have that file"}.`,
        );
      else say("No backup was made yet.");
      if (failed)
        say(`  ! The newest attempt failed, ${new Date(failed.at).toISOString()}: ${failed.problem}`);
      if (proved && isOverdue) say("  ! That is longer ago than twice the interval.");
      return isOverdue || failed ? 1 : 0;
    },
  }),
  restore: define({
    takes: "FILE [--despite-breaches]",
    does: [
      "Brings everything back from a backup, into a data folder or a database in which nothing is yet; makes it if need be.",
      "The file is read whole first, and the checks of verify are made before anything counts. A backup of an earlier",
      "release is brought forward. --despite-breaches: also what those checks find broken.",
    ],
    options: { "despite-breaches": { type: "boolean", default: false } },
    words: 1,
    opensDatabase: true,
    async run(values, [file]) {
      if (file === undefined) throw new DomainError("invalid", {}, "Name the file of the backup.");
      const { checkBackup } = await import("@/lib/server/usecases/backups/check-backup");
      const { requireFreeDatabase } = await import("@/lib/server/usecases/backups/require-free-database");
      const { restoreBackup } = await import("@/lib/server/usecases/backups/restore-backup");
      const path = pathOf(file);
      // Before anything is made for it.
      const { head, rows } = await checkBackup(root, path);
      say(`${path} is whole: ${inThousands(rows)} rows as they were at ${head.takenAt}.`);
      const inspect = (url: string, waiting: Waiting) => requireFreeDatabase(root, url, waiting);
      return await withDatabase({ create: true, purpose: "admin restore", inspect }, async () => {
        const restored = await restoreBackup(root, path, {
          despiteBreaches: values["despite-breaches"],
          onStep: (words) => say(`  … ${words}`),
        });
        for (const { check, breaches, examples } of restored.breaches)
          say(`  ! BROKEN  ${check}: ${breaches}, such as ${examples[0]}`);
        say(
          `Restored ${inThousands(restored.rows)} rows of ${restored.tables} tables in ${inSeconds(restored.tookMs)}. Everybody signs in again; open boards read everything again by themselves, and other pages show what they showed until they are loaded; access tokens go on; links that were not used yet are to be made again.`,
        );
        return 0;
      });
    },
  }),
};
