import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseUrl, projectRoot } from "../support/postgres";

/** The built product on a database of its own. `addresses`: one per process. */
export type ServedProduct = {
  addresses: string[];
  client: pg.Pool;
  /** What `admin verify` says, and the code with which it ends. */
  verify: () => { code: number | null; output: string };
  stop: () => Promise<void>;
};

/** Serves the product by as many processes as there are ports, on one fresh database of the test server. */
export async function serveProduct(serverUrl: string, ports: number[]): Promise<ServedProduct> {
  const database = `sluice_stress_${process.pid}_${ports[0]}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE ${database}`);
  const dataFolder = mkdtempSync(join(tmpdir(), "sluice-stress-"));
  const DATABASE_URL = databaseUrl(serverUrl, database);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL,
    SLUICE_DATA_DIR: dataFolder,
  };
  const processes: ChildProcess[] = [];
  for (const port of ports) {
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: projectRoot,
      env: { ...env, PORT: String(port), LOG_LEVEL: "error", npm_lifecycle_event: "" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    processes.push(child);
    await untilServing(port, child);
  }
  const client = new pg.Pool({ connectionString: DATABASE_URL, max: 8 });
  return {
    addresses: ports.map((port) => `http://localhost:${port}`),
    client,
    verify: () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/admin.mjs", "verify"], {
        cwd: projectRoot,
        env,
        encoding: "utf8",
      });
      return { code: status, output: stdout + stderr };
    },
    stop: async () => {
      await client.end();
      await Promise.all(processes.map(end));
      await server.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await server.end();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Waits until a process serves. One that is asked for its readiness stays a while before it ends, for a load balancer. */
async function untilServing(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/api/v1/me`).catch(() => null);
    if (answer?.status === 401) return;
    if (child.exitCode !== null) throw new Error(`The product did not start on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
