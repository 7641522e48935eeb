import { resolve } from "node:path";
import { root, say } from "../prepare.mjs";
import { type Command, define } from "./command";
import { withDatabase } from "./with-database";

const inMegabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const inThousands = (count: number) => count.toLocaleString("en");

/** A path as whoever typed the command meant it: npm runs it in the project's folder. */
const pathOf = (file: string) => resolve(process.env.INIT_CWD ?? process.cwd(), file);

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

/** Backups, and what comes of them. */
export const backup: Record<string, Command> = {
  backup: define({
    takes: "FILE",
    does: [
      "Writes everything into one file, while the server runs: all rows as they are at one instant. The file is read again",
      "and checked before it gets its name.",
    ],
    options: {},
    words: 1,
    async run(_, [file = ""]) {
      const { makeBackup } = await import("@/lib/server/usecases/make-backup");
      let rows = 0;
      const sayNow = seldom();
      const made = await makeBackup(await openSession(), root, pathOf(file), ({ name }, end) => {
        rows += end.rows;
        sayNow(`  … ${inThousands(rows)} rows, ${name} is written`);
      });
      say(
        `${made.path}: ${inThousands(made.rows)} rows of ${made.tables} tables, ${inMegabytes(made.bytes)}, written and checked in ${inSeconds(made.tookMs)}.`,
      );
      return 0;
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
    async run(values, [file = ""]) {
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
          `Restored ${inThousands(restored.rows)} rows of ${restored.tables} tables in ${inSeconds(restored.tookMs)}. Everybody signs in again; access tokens go on; links that were not used yet are to be made again.`,
        );
        return 0;
      });
    },
  }),
};
