import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { isRunning } from "@/lib/server/installation/pid-file";
import { projectRoot } from "../../support/postgres";

// Processes that live as the server does, and small programs instead of what it starts.

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/**
 * Runs a program, and keeps what it says: output and errors through one pipe, since two arrive in any order. `ended`: once
 * everything that it said has been read. `env`: beside this process's own.
 */
function run(source: string, env: Record<string, string> = {}) {
  const child = spawn(
    "sh",
    ["-c", `exec "$0" --input-type=module --eval "$1" 2>&1`, process.execPath, source],
    {
      cwd: projectRoot,
      env: { ...process.env, npm_lifecycle_event: "", ...env },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  children.push(child);
  const program = { child, said: "", ended: once(child, "close").then(([code]) => code as number | null) };
  child.stdout.on("data", (part) => {
    program.said += part;
  });
  return program;
}

const untilSaid = (program: { said: string }, words: string) =>
  expect.poll(() => program.said, { timeout: 20_000 }).toContain(words);

const live = (start: string) => `
  import { setTimeout as pause } from "node:timers/promises";
  const { live } = await import("./scripts/lifecycle.mjs");
  const say = (words) => process.stdout.write(words + "\\n");
  setInterval(() => {}, 60_000);
  await live(async (life) => { ${start} });
`;

test("a signal ends what was started, the last first, and the process with status 0", async () => {
  const program = run(
    live(`
      life.onEnd("one", () => say("ended one"));
      life.onEnd("two", async () => { await pause(50); say("ended two"); });
      life.onEnd("three", () => { throw new Error("three is stuck"); });
      say("serving");`),
  );
  await untilSaid(program, "serving");
  program.child.kill("SIGTERM");
  expect(await program.ended).toBe(0);
  expect(program.said).toMatch(/three is stuck(.|\n)*ended two\nended one\n(.|\n)*Stopped/);
});

test("a start that is under way gives up, and what it started on its last steps is ended, too", async () => {
  const program = run(
    live(`
      say("starting");
      await new Promise((resolve) => life.stopping.addEventListener("abort", resolve));
      await pause(100);
      life.onEnd("late", () => say("ended late"));
      life.stopping.throwIfAborted();
      say("served");`),
  );
  await untilSaid(program, "starting");
  program.child.kill("SIGINT");
  expect(await program.ended).toBe(0);
  expect(program.said).toContain("ended late");
  expect(program.said).not.toContain("served");
});

test("what fails while starting is told in words, what was started is ended, and the status is 1", async () => {
  const program = run(
    live(`life.onEnd("one", () => say("ended one")); throw new Error("The port is taken.");`),
  );
  expect(await program.ended).toBe(1);
  expect(program.said).toMatch(/The port is taken\.\n(.|\n)*ended one/);
});

test("what nobody caught or waited for is told with where it came from, and ends nobody who serves", async () => {
  const program = run(
    live(`
      setTimeout(() => { Promise.reject(new Error("left alone")); }, 50);
      setTimeout(() => { throw new Error("not caught"); }, 100);
      setTimeout(() => say("serves on"), 200);`),
  );
  await untilSaid(program, "serves on");
  expect(program.said).toMatch(/Error: left alone\n +at (.|\n)*Error: not caught\n +at /);
  program.child.kill("SIGTERM");
  expect(await program.ended).toBe(0);
});

test("a signal that comes again hurries what waits", async () => {
  const program = run(
    live(`
      life.onEnd("requests", () => new Promise((resolve) => {
        say("waiting");
        life.hurrying.addEventListener("abort", () => { say("hurried"); resolve(); });
      }));
      say("serving");`),
  );
  await untilSaid(program, "serving");
  program.child.kill("SIGTERM");
  await untilSaid(program, "waiting");
  program.child.kill("SIGTERM");
  while (!program.said.includes("hurried")) {
    program.child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await program.ended).toBe(0);
});

test("a server whose npm was gone before it looked does not stay", async () => {
  const program = run(live(`say("serving");`), {
    npm_lifecycle_event: "start",
    npm_lifecycle_script: "node scripts/start.mjs",
  });
  // This one's parents are no npm's, but a node is among them: it stays until that is gone.
  await untilSaid(program, "serving");
  program.child.kill("SIGTERM");
  expect(await program.ended).toBe(0);

  const orphan = `
    import { spawn } from "node:child_process";
    spawn("sh", ["-c", process.env.ORPHAN + " & exec sleep 0"], { stdio: "inherit" }).on("exit", () => process.exit(0));`;
  const command = `while [ "$(ps -o ppid= -p $$ | tr -d ' ')" != 1 ]; do sleep 0.05; done; exec "${process.execPath}" --input-type=module --eval '${live(`say("serving");`)}'`;
  const parent = run(orphan, {
    ORPHAN: `sh -c '${command.replaceAll("'", `'\\''`)}'`,
    npm_lifecycle_event: "start",
    npm_lifecycle_script: "node scripts/start.mjs",
  });
  await untilSaid(parent, "npm, which started it, is gone");
  await untilSaid(parent, "Stopped");
});

test("what was started to prepare the checkout ends with whoever started it, however that ended", async () => {
  const program = run(`
    import { spawn } from "node:child_process";
    const grandchild = 'const { spawn } = require("node:child_process"); const it = spawn("sleep", ["600"]); console.log("pids", process.pid, it.pid); setInterval(() => {}, 1000);';
    spawn(process.execPath, ["scripts/guarded.mjs", process.execPath, "--eval", grandchild], { stdio: ["pipe", "inherit", "inherit"] });
    setInterval(() => {}, 60_000);`);
  await untilSaid(program, "pids");
  const pids = program.said.match(/\d+/g)?.map(Number) ?? [];
  expect(pids.map(isRunning)).toEqual([true, true]);
  program.child.kill("SIGKILL");
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
});
