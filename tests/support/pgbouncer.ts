import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Why no test can be made with PgBouncer on this machine; null where one can. */
export const withoutPgbouncer: string | null =
  spawnSync("pgbouncer", ["--version"]).status === 0 ? null : "PgBouncer is not installed";

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** PgBouncer does not run as root. */
function identity(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout),
  );
  return { uid: uid as number, gid: gid as number };
}

/** A real PgBouncer before a database, with few connections to it; `url` leads through it. */
export async function startPgbouncer(
  mode: "transaction" | "session",
  databaseUrl: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), "sluice-pgbouncer-"));
  const port = await findFreePort();
  const files = {
    "users.txt": `"${target.username}" "${decodeURIComponent(target.password)}"\n`,
    "pgbouncer.ini": `[databases]
* = host=${target.hostname} port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${folder}/users.txt
pool_mode = ${mode}
default_pool_size = ${mode === "transaction" ? 6 : 30}
`,
  };
  const who = identity();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  if (who.uid !== undefined)
    for (const path of ["", ...Object.keys(files)]) chownSync(join(folder, path), who.uid, who.gid as number);
  const child = spawn("pgbouncer", ["-q", join(folder, "pgbouncer.ini")], {
    ...who,
    cwd: "/",
    stdio: "ignore",
  });
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  await untilItAnswers(url.toString(), child);
  return {
    url: url.toString(),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGKILL"), 1_000).unref();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (connected) return;
    if (child.exitCode !== null) throw new Error("PgBouncer did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
