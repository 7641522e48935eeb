// The product, served on a fresh data folder for a script that looks at it or measures it from outside.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/project/root.mjs";
import { removeDataFolder } from "./remove-data-folder.mjs";

export const owner = { name: "Olive Owner", email: "owner@example.org", password: "only for this script" };

/**
 * Starts the product and makes its owner. `stop` ends it and removes what it wrote; `pause` ends it alone, and `resume` starts
 * it again, with other settings where they are given. `databaseUrl`: a database to serve instead of an embedded one;
 * `settings`: what the server's environment has beside; `nodeArguments`: how Node runs it.
 */
export async function serveProduct(
  port,
  { databaseUrl: given = "", settings = {}, nodeArguments = [] } = {},
) {
  const address = `http://localhost:${port}`;
  const dataFolder = mkdtempSync(join(tmpdir(), "sluice-served-"));
  const env = {
    ...process.env,
    PORT: String(port),
    SLUICE_DATA_DIR: dataFolder,
    DATABASE_URL: given,
    LOG_LEVEL: "warn",
  };
  delete env.npm_lifecycle_event;
  const admin = (...args) =>
    execFileSync(process.execPath, ["scripts/admin.mjs", ...args], {
      cwd: root,
      env,
      encoding: "utf8",
    }).trim();

  let server;
  const resume = async (others = {}) => {
    // What another run left behind would answer in place of this one.
    if (await fetch(address).catch(() => null)) throw new Error(`Something answers at ${address} already.`);
    server = spawn(process.execPath, [...nodeArguments, "scripts/start.mjs"], {
      cwd: root,
      env: { ...env, ...settings, ...others },
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (;;) {
      const health = await fetch(`${address}/api/health`).catch(() => null);
      if (health?.ok) break;
      if (server.exitCode !== null) throw new Error("The product did not start.");
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const pause = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  };
  const stop = async () => {
    await pause();
    removeDataFolder(dataFolder);
  };
  // An embedded server may take another port with each start.
  const findDatabase = () =>
    settings.DATABASE_URL ??
    execFileSync(
      process.execPath,
      [
        ...["--conditions=react-server", "--import", "tsx", "--input-type=module", "--eval"],
        "const { openDatabase } = await import('./scripts/installation/database.ts');" +
          "const { url } = await openDatabase({ create: false, purpose: 'a script', say: () => {} });" +
          "process.stdout.write(url);",
      ],
      { cwd: root, env, encoding: "utf8" },
    );
  const prepare = () => {
    admin(
      "create-user",
      "--owner",
      "--name",
      owner.name,
      "--email",
      owner.email,
      "--password",
      owner.password,
    );
    return { databaseUrl: findDatabase(), token: admin("create-token", "--email", owner.email) };
  };
  try {
    await resume();
    const { databaseUrl, token } = prepare();
    return {
      address,
      databaseUrl,
      get pid() {
        return server.pid;
      },
      token,
      owner,
      admin,
      findDatabase,
      pause,
      resume,
      stop,
    };
  } catch (error) {
    // What did not come to be used is not left to answer at the port of the next run.
    if (server) await stop();
    throw error;
  }
}
