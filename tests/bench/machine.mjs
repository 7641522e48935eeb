// What a figure was measured on and of.
import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { root } from "../../scripts/project/root.mjs";

const bytesPerGB = 1_000_000_000;

/** One line: the day, the commit, the machine, the versions, and how busy the machine is with other things. */
export async function describeMachine(database) {
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const [first, ...others] = cpus();
  const { rows } = await database.query("SHOW server_version");
  return [
    new Date().toISOString().slice(0, 10),
    `commit ${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain") === "" ? "" : ", changed"}`,
    `${others.length + 1} cores ${first.model.trim()}, ${(totalmem() / bytesPerGB).toFixed(0)} GB`,
    `Node ${process.versions.node}, PostgreSQL ${rows[0].server_version.split(" ")[0]}`,
    `load at the beginning ${loadavg()[0].toFixed(1)}`,
  ].join("; ");
}
