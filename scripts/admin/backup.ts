import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DomainError } from "@/lib/domain/errors";
import { type BackupSchedule, readInterval, readKeep } from "@/lib/server/archive/schedule";
import type { MadeBackup } from "@/lib/server/usecases/make-backup";
import { dataFolder } from "../data-folder";
import { root, say } from "../prepare.mjs";
import { type Command, define } from "./command";
import { withDatabase } from "./with-database";

const lookAgainMs = 60_000;
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

async function openSession() {
  const { openDirect } = await import("@/lib/server/db/open-direct");
  const { unseen } = await import("@/lib/server/db/progress");
  const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || "";
  return await openDirect(url, unseen, { applicationName: "sluice-backup" });
}

async function backUpOnce(path: string): Promise<number> {
  const { makeBackup } = await import("@/lib/server/usecases/make-backup");
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
async function takeTurn(schedule: BackupSchedule, always: boolean): Promise<void> {
  const { backUpInto } = await import("@/lib/server/usecases/back-up-into");
  const { made, removed, broken } = await backUpInto(openSession, root, schedule, { always });
  if (made) say(wordsOf(made));
  if (removed.length > 0) say(`Removed: ${removed.join(", ")}.`);
  for (const name of broken) say(`  ! ${name} cannot be restored. It is not counted, and not removed.`);
}

/** Makes backups by a schedule until the process is ended. */
async function backUpForEver(schedule: BackupSchedule): Promise<never> {
  say(
    `A backup every ${inSeconds(schedule.everyMs)} into ${schedule.folder}; the newest ${schedule.keep} are kept.`,
  );
  for (;;) {
    await takeTurn(schedule, false).catch((error: Error) => say(`  ! ${error.message}`));
    await setTimeout(lookAgainMs);
  }
}

/** Backups, and what comes of them. */
export const backup: Record<string, Command> = {
  backup: define({
    takes: "FILE | --to FOLDER [--every 24h]",
    does: [
      "Writes everything into one file, while the server runs: all rows as they are at one instant. The file is read again",
      "and checked before it gets its name. --to: a file of its own in that folder; then older ones go, so that",
      "SLUICE_BACKUP_KEEP (7) are kept. --every: again and again, until it is ended.",
    ],
    options: { to: { type: "string" }, every: { type: "string" } },
    words: 1,
    async run({ to, every }, [file]) {
      if ((file === undefined) === (to === undefined) || (every !== undefined && to === undefined))
        throw new DomainError("invalid", {}, "Name a file, or a folder with --to.");
      const path = pathOf(file ?? to ?? "");
      refuseInside(path);
      if (to === undefined) return await backUpOnce(path);
      const everyMs = readInterval(every ?? "24h", "--every");
      const schedule = { folder: path, everyMs, keep: readKeep(process.env.SLUICE_BACKUP_KEEP) };
      if (every !== undefined) return await backUpForEver(schedule);
      await takeTurn(schedule, true);
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
      const { readBackupStatus } = await import("@/lib/server/usecases/read-backup-status");
      const { proved, failed, isOverdue } = await readBackupStatus(process.env);
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
      const { checkBackup, restoreBackup } = await import("@/lib/server/usecases/restore-backup");
      const path = pathOf(file);
      // Before anything is made for it.
      const { head, rows } = await checkBackup(root, path);
      say(`${path} is whole: ${inThousands(rows)} rows as they were at ${head.takenAt}.`);
      return await withDatabase({ create: true, purpose: "admin restore" }, async () => {
        const restored = await restoreBackup(root, path, {
          despiteBreaches: values["despite-breaches"],
          onStep: (words) => say(`  … ${words}`),
        });
        for (const { check, breaches } of restored.breaches) say(`  ! BROKEN  ${check}: ${breaches}`);
        say(
          `Restored ${inThousands(restored.rows)} rows of ${restored.tables} tables in ${inSeconds(restored.tookMs)}. Everybody signs in again and loads anew what they had open; access tokens go on; links that were not used yet are to be made again.`,
        );
        return 0;
      });
    },
  }),
};
