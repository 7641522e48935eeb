import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { afterAll, expect, test } from "vitest";
import { newFolder } from "../support/installation";
import { projectRoot } from "../support/postgres";
import { until } from "./installed-product";
import { listProcessesOf, signalAll } from "./processes";

// A start is told to end, at whatever moment and in whatever way: it ends with all that it had begun, and a later start
// finishes what was not. Each moment once here; `npm run stress` draws many more.

const seconds = Number(process.env.STRESS_SECONDS ?? 0);
const seed = Number(process.env.STRESS_SEED ?? Date.now() % 2 ** 31);
const port = Number(process.env.STRESS_PORT ?? 30_000 + (process.pid % 5_000)) + 300;
const generator = xoroshiro128plus(seed);
const draw = (below: number) => uniformInt(generator, 0, below - 1);

const npm = ["npm", "start"];
const node = [process.execPath, "scripts/start.mjs"];
const alone = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", ...node];
const canBeAlone = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"]).status === 0;

type Moment = {
  name: string;
  command: string[];
  signal: NodeJS.Signals;
  /** The words after which it is sent; null for as soon as the server's process is there. */
  after: RegExp | null;
};

const moments: Moment[] = [
  { name: "npm, as soon as there is a server", command: npm, signal: "SIGTERM", after: null },
  { name: "npm dies without passing it on", command: npm, signal: "SIGKILL", after: null },
  { name: "the cluster is being made", command: node, signal: "SIGTERM", after: /New installation/ },
  { name: "the schema is being made", command: node, signal: "SIGINT", after: /step 1 of/ },
  ...(canBeAlone
    ? [{ name: "as process 1", command: alone, signal: "SIGTERM" as const, after: /step \d+ of|Data folder/ }]
    : []),
  {
    name: "the pages are being prepared",
    command: npm,
    signal: "SIGHUP",
    after: /Database prepared|Data folder/,
  },
];

const folder = newFolder();

/** One start, from its first process to its last. */
class Start {
  said = "";
  readonly child: ChildProcess;

  constructor([command = "", ...args]: string[]) {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      LOG_LEVEL: "error",
      DATABASE_URL: "",
      SLUICE_DATA_DIR: folder,
    };
    for (const name of Object.keys(env)) if (name.startsWith("npm_")) delete env[name];
    this.child = spawn(command, args, { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (part) => {
        this.said += part;
      });
  }

  list() {
    const cluster = join(folder, "postgres");
    return listProcessesOf(folder, existsSync(cluster) ? realpathSync(cluster) : cluster);
  }

  get server() {
    return this.list().find(({ command }) => /^\S*node \S*scripts\/start\.mjs/.test(command));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

let last: Start | null = null;
afterAll(() => last && signalAll(last.list(), "SIGKILL"));

async function expectEnd(start: Start): Promise<void> {
  await until(
    () => `all of it ends: ${JSON.stringify(start.list())}. It said:\n${start.said}`,
    () => start.hasEnded && start.list().length === 0,
    30_000,
  );
  const cluster = join(folder, "postgres");
  expect(existsSync(join(cluster, "postmaster.pid")), start.said).toBe(false);
  const log = join(cluster, "server.log");
  if (existsSync(log)) expect(readFileSync(log, "utf8").trimEnd()).toMatch(/database system is shut down$/);
}

async function interrupt({ command, signal, after }: Moment): Promise<Start> {
  const start = new Start(command);
  last = start;
  await until(
    () => `${after ?? "a server"} is there. It said:\n${start.said}`,
    () => start.hasEnded || (after ? after.test(start.said) : start.server !== undefined),
  );
  const isOurs = command === npm || command === node;
  process.kill(isOurs ? (start.child.pid ?? 0) : (start.server?.pid ?? 0), signal);
  return start;
}

async function expectReady(): Promise<void> {
  const start = new Start(node);
  last = start;
  await until(
    () => `it is ready. It said:\n${start.said}`,
    async () => {
      if (start.hasEnded) throw new Error(`It did not start. It said:\n${start.said}`);
      const answer = await fetch(`http://localhost:${port}/api/health/ready`).catch(() => null);
      return answer?.status === 200;
    },
  );
  process.kill(start.child.pid ?? 0, "SIGTERM");
  await expectEnd(start);
  expect(start.child.exitCode).toBe(0);
}

test.skipIf(!existsSync("/proc/self/environ"))(
  `a start that is told to end leaves nothing running, and the next one goes on (seed ${seed})`,
  async () => {
    for (const moment of moments) {
      const start = await interrupt(moment);
      await expectEnd(start).catch((error) => {
        throw new Error(`${moment.name}: ${error.message}`);
      });
      if (moment.command === node) expect(start.child.exitCode, start.said).toBe(0);
    }
    await expectReady();
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until) {
      const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
      const start = new Start(draw(2) === 0 ? npm : node);
      last = start;
      await new Promise((resolve) => setTimeout(resolve, draw(4_000)));
      start.child.kill(signals[draw(signals.length)]);
      await expectEnd(start);
    }
    if (seconds > 0) await expectReady();
  },
);
