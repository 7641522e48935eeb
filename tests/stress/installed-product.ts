import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { projectRoot } from "../support/postgres";
import { listProcessesOf, type Process, signalAll } from "./processes";
import type { ServedProduct } from "./product";

const pollMs = 50;

/** Waits until something is so. Throws with `words` when it is not within the time. */
export async function until(words: () => string, isSo: () => boolean | Promise<boolean>, withinMs = 120_000) {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Not within ${withinMs / 1000} s: ${words()}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** The product as people run it: `npm start` on a data folder, with the PostgreSQL that it brings. */
export class InstalledProduct implements ServedProduct {
  readonly addresses: string[];
  /** What it has written since it was started last. */
  said = "";
  /** What it has written of faults of its own, over all starts. */
  readonly faultsTold: string[] = [];
  #npm: ChildProcess | null = null;
  #client: pg.Pool | null = null;
  readonly #env: NodeJS.ProcessEnv;

  /** `wrapper`: a program and arguments in front of npm. */
  constructor(
    readonly folder: string,
    port: number,
    readonly wrapper: readonly string[] = [],
  ) {
    this.addresses = [`http://localhost:${port}`];
    this.#env = {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      LOG_LEVEL: "error",
      DATABASE_URL: "",
      SLUICE_DATA_DIR: folder,
    };
    for (const name of Object.keys(this.#env)) if (name.startsWith("npm_")) delete this.#env[name];
  }

  get client(): pg.Pool {
    if (!this.#client) throw new Error("The product does not run.");
    return this.#client;
  }

  get cluster(): string {
    const entry = join(this.folder, "postgres");
    return existsSync(entry) ? realpathSync(entry) : entry;
  }

  /** Begins to start, and does not wait for it. */
  launch(): ChildProcess {
    this.said = "";
    const [command = "npm", ...args] = [...this.wrapper, "npm", "start"];
    const npm = spawn(command, args, { cwd: projectRoot, env: this.#env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [npm.stdout, npm.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        this.said += `${line}\n`;
        if (line.includes('"code":"internal"')) this.faultsTold.push(line);
      });
    this.#npm = npm;
    return npm;
  }

  /** Starts, and waits until it takes requests. */
  async start(): Promise<void> {
    const npm = this.launch();
    await until(
      () => `the product is ready. It said:\n${this.said}`,
      async () => {
        if (npm.exitCode !== null || npm.signalCode !== null)
          throw new Error(`The product did not start. It said:\n${this.said}`);
        return this.#isServing();
      },
    );
    await this.#client?.end();
    this.#client = new pg.Pool({ connectionString: this.#findDatabase(), max: 8 });
    // Its connections are cut with everybody's; whoever asks next has a new one.
    this.#client.on("error", () => {});
  }

  /** Whether it serves. A server that is asked for its readiness stays a while before it ends, for a load balancer. */
  async #isServing(): Promise<boolean> {
    const answer = await fetch(`${this.addresses[0]}/api/v1/me`, {
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    return answer?.status === 401;
  }

  /** The database as it is served now: each start may take another port. */
  #findDatabase(): string {
    const { databasePassword } = JSON.parse(readFileSync(join(this.folder, "secrets.json"), "utf8"));
    const [postmaster] = this.findProcesses("postmaster");
    const port = postmaster?.command.match(/ -p (\d+)/)?.[1];
    return `postgresql://sluice:${databasePassword}@127.0.0.1:${port}/sluice`;
  }

  /** Everything that runs on the data folder. */
  listProcesses(): Process[] {
    return listProcessesOf(this.folder, this.cluster);
  }

  /** What there is of one part of the running product. */
  findProcesses(part: "npm" | "server" | "postmaster" | "backend" | "checkpointer" | "postgres"): Process[] {
    const all = this.listProcesses();
    const isServer = ({ command }: Process) => /^\S*node \S*scripts\/start\.mjs/.test(command);
    const isOf = ({ pid, parent, command }: Process): boolean => {
      switch (part) {
        case "npm":
          return pid === this.#npm?.pid || (parent === this.#npm?.pid && !isServer({ pid, parent, command }));
        case "server":
          return isServer({ pid, parent, command });
        case "postmaster":
          return /\/postgres -D /.test(command);
        case "backend":
          return command.startsWith("postgres: sluice ");
        case "checkpointer":
          return command.startsWith("postgres: checkpointer");
        case "postgres":
          return command.startsWith("postgres: ") || /\/postgres -D /.test(command);
      }
    };
    return all.filter(isOf);
  }

  verify(): { code: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/admin.mjs", "verify"], {
      cwd: projectRoot,
      env: this.#env,
      encoding: "utf8",
    });
    return { code: status, output: stdout + stderr };
  }

  /** Whether npm has ended, by itself or by a signal. */
  hasEnded(): boolean {
    const npm = this.#npm;
    return !npm || npm.exitCode !== null || npm.signalCode !== null;
  }

  async untilEnded(): Promise<void> {
    await until(
      () => `npm has ended. It said:\n${this.said}`,
      () => this.hasEnded(),
    );
  }

  /** Ends it as a person or a service manager does. */
  async stop(): Promise<void> {
    await this.#client?.end();
    this.#client = null;
    this.#npm?.kill("SIGTERM");
    await this.untilEnded();
  }

  /** Leaves nothing behind, whatever has happened. */
  abandon(): void {
    signalAll(this.listProcesses(), "SIGKILL");
  }
}
