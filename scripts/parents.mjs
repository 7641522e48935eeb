// Whether npm, which started this process, is still there. Plain JavaScript: it watches before anything is installed.
import { readFileSync } from "node:fs";

const everyMs = 1_000;
const scripts = /scripts\/(start|dev)\.mjs/;
const starters = /^(.*\/)?(npm|npx|node|pnpm|yarn|bun|corepack)\b/;

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** This process's parent and its parents, nearest first. */
function ancestors() {
  const found = [];
  for (let pid = process.ppid; pid > 0 && found.length < 4; pid = parentOf(pid) ?? 0) found.push(pid);
  return found;
}

function isStarter(pid) {
  try {
    return starters.test(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
  } catch {
    return pid !== 1;
  }
}

/**
 * Calls `onOrphaned` once when npm, which started this process through a shell, is gone without having passed on a
 * signal, be it before this was called. Does nothing for a process that npm did not start.
 */
export function watchParents(onOrphaned) {
  if (!scripts.test(process.env.npm_lifecycle_script ?? "") || !process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const chain = ancestors();
  const npm = chain.findIndex(isStarter);
  if (npm < 0) return void setImmediate(onOrphaned);
  const watched = chain.slice(0, npm + 1).filter((pid) => pid > 1);
  const timer = setInterval(() => {
    if (process.ppid === shell && watched.every(isRunning)) return;
    clearInterval(timer);
    onOrphaned();
  }, everyMs);
  timer.unref();
}
