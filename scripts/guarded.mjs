// node scripts/guarded.mjs COMMAND ARGUMENTS…: runs a program, and ends it and whatever it has started as soon as this
// process's input closes: on purpose, or since whoever held the other end is gone, however it ended.
import { spawn } from "node:child_process";

const patienceMs = 5_000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], detached: true });

function signal(name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // Gone already.
  }
}

function stop() {
  signal("SIGTERM");
  setTimeout(() => signal("SIGKILL"), patienceMs);
}

process.stdin.once("close", stop).resume();
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, stop);
child.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.once("exit", (code) => {
  // What it left behind goes with it.
  signal("SIGKILL");
  process.exit(code ?? 1);
});
