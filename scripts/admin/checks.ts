import { say } from "../prepare.mjs";
import { type Command, define } from "./command";

/** Whether the data is right, and what is worked out from it. */
export const checks: Record<string, Command> = {
  verify: define({
    takes: "",
    does: ["Checks every invariant of the database; ends with status 1 when one is broken."],
    options: {},
    async run() {
      const { verifyDatabase } = await import("@/lib/server/usecases/verify-database");
      const results = await verifyDatabase();
      for (const { check, breaches, examples } of results) {
        process.stdout.write(
          `${breaches === 0 ? "ok    " : "BROKEN"}  ${check}${breaches ? `: ${breaches}` : ""}\n`,
        );
        for (const example of examples) process.stdout.write(`        ${example}\n`);
      }
      return results.every(({ breaches }) => breaches === 0) ? 0 : 1;
    },
  }),
  "rebuild-projections": define({
    takes: "",
    does: [
      "Works out again what is kept of the log: when cards started and finished, their paths, and the days of columns.",
    ],
    options: {},
    async run() {
      const { rebuildProjections } = await import("@/lib/server/usecases/rebuild-projections");
      say(`Rebuilt ${await rebuildProjections()} boards.`);
      return 0;
    },
  }),
};
