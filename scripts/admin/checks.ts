import { root } from "../project/root.mjs";
import { say } from "../project/say.mjs";
import { type Command, define } from "./command";

/** Whether the data is right, and what is worked out from it. */
export const checks: Record<string, Command> = {
  verify: define({
    takes: "",
    does: ["Checks every invariant of the database; ends with status 1 when one is broken."],
    options: {},
    async run() {
      const { verifyDatabase } = await import("@/lib/server/usecases/checks/verify-database");
      const { verifySchema } = await import("@/lib/server/usecases/checks/verify-schema");
      const results = [...(await verifySchema(root)), ...(await verifyDatabase())];
      for (const { check, breaches, examples } of results) {
        process.stdout.write(
          `${breaches === 0 ? "ok    " : "BROKEN"}  ${check}${breaches ? `: ${breaches}` : ""}\n`,
        );
        for (const example of examples) process.stdout.write(`        ${example}\n`);
      }
      return results.every(({ breaches }) => breaches === 0) ? 0 : 1;
    },
  }),
  "mend-clock": define({
    takes: "[--yes]",
    does: [
      "Says what a clock that was ahead has dated in the future, and what it would be dated instead. With --yes it is done,",
      "and what stood there is kept. Set the clock right first. Changes of boards wait meanwhile.",
    ],
    options: { yes: { type: "boolean", default: false } },
    async run({ yes }) {
      const { mendClock } = await import("@/lib/server/usecases/clock/mend-clock");
      const { now, boards, lifetimes } = await mendClock(yes);
      process.stdout.write(`The clock says ${now.toISOString()}.\n`);
      for (const { id, name, newest, instants } of boards)
        process.stdout.write(
          `${name} (${id}): dated up to ${newest.toISOString()}, ${instants} instants ${yes ? "mended" : "to mend"}\n`,
        );
      if (lifetimes > 0)
        process.stdout.write(`${lifetimes} sessions, links or files that would last too long.\n`);
      if (boards.length === 0 && lifetimes === 0) say("Nothing is dated in the future.");
      else if (yes) say("Done. npm run admin -- verify says whether all is well.");
      else say("Nothing is changed. If the clock is right, do it: npm run admin -- mend-clock --yes");
      return 0;
    },
  }),
  "rebuild-projections": define({
    takes: "",
    does: [
      "Works out again what is kept of the log: when cards started and finished, their paths, and the days of columns.",
    ],
    options: {},
    async run() {
      const { rebuildProjections } = await import("@/lib/server/usecases/checks/rebuild-projections");
      say(`Rebuilt ${await rebuildProjections()} boards.`);
      return 0;
    },
  }),
};
