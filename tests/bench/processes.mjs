// What processes of this machine have used, as the kernel counts it (/proc).
import { readdirSync, readFileSync } from "node:fs";

const nsPerMs = 1_000_000;

/** CPU that the threads of a process have used so far, in ms. Nothing for one that has ended meanwhile. */
function cpuOfProcess(pid) {
  let ns = 0;
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`))
      ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
  } catch (error) {
    if (!["ENOENT", "ESRCH"].includes(error.code)) throw error;
  }
  return ns / nsPerMs;
}

function parentOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Processes that a process has started and that are there still. */
function childrenOf(pid) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return parentOf(each) === pid;
      } catch {
        return false;
      }
    });
}

/** The process of PostgreSQL that has started all others. */
export async function findPostmaster(database) {
  const { rows } = await database.query("SELECT pg_backend_pid() AS pid");
  return parentOf(rows[0].pid);
}

/**
 * Counts what the server and PostgreSQL, with all of its processes, use from now on: each call answers ms of CPU since the
 * call before. What a connection used that was closed meanwhile is missing.
 */
export function countCpu({ server, postmaster }) {
  const read = () => ({
    app: new Map([[server, cpuOfProcess(server)]]),
    postgres: new Map([postmaster, ...childrenOf(postmaster)].map((pid) => [pid, cpuOfProcess(pid)])),
  });
  const since = (now, before) =>
    [...now].reduce((sum, [pid, ms]) => sum + Math.max(0, ms - (before.get(pid) ?? 0)), 0);
  let before = read();
  return () => {
    const now = read();
    const used = {
      appMs: since(now.app, before.app),
      postgresMs: since(now.postgres, before.postgres),
    };
    before = now;
    return used;
  };
}

/** Memory that is a process's own, with its share of what it has in common with others (PSS), in MB. */
export function readPss(pid) {
  const [, kB] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(kB) / 1_024;
}
