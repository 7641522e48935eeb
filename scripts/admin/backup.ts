import { resolve } from "node:path";
import { root, say } from "../prepare.mjs";
import { type Command, define } from "./command";

const inMegabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const inThousands = (count: number) => count.toLocaleString("en");

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
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      await client.connect();
      const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
      let saidAt = performance.now();
      let rows = 0;
      const made = await makeBackup(client, root, path, ({ name }, end) => {
        rows += end.rows;
        if (performance.now() - saidAt < 2_000) return;
        saidAt = performance.now();
        say(`  … ${inThousands(rows)} rows, ${name} is written`);
      });
      say(
        `${made.path}: ${inThousands(made.rows)} rows of ${made.tables} tables, ${inMegabytes(made.bytes)}, written and checked in ${inSeconds(made.tookMs)}.`,
      );
      return 0;
    },
  }),
};
