import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./prepare.mjs";

/** What a first start makes up and later ones keep. */
type Secrets = { authSecret: string; databasePassword: string; clusterId: string };

/** The process that serves from a data folder. */
type Instance = { pid: number; url: string };

/** Where data and secrets lie: `SLUICE_DATA_DIR`, else `.data` in the project. */
export function dataFolder(): string {
  return resolve(root, process.env.SLUICE_DATA_DIR || ".data");
}

function openDataFolder(): string {
  const folder = dataFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

/** The secrets of this data folder, made up the first time; readable by their owner alone. */
export function readSecrets(): Secrets {
  const path = join(openDataFolder(), "secrets.json");
  if (!existsSync(path)) {
    const secrets: Secrets = {
      authSecret: randomBytes(32).toString("base64url"),
      databasePassword: randomBytes(24).toString("base64url"),
      clusterId: randomBytes(8).toString("hex"),
    };
    try {
      writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return JSON.parse(readFileSync(path, "utf8")) as Secrets;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether that process id is still the server that wrote the note, and not another program since. */
async function answers(instance: Instance): Promise<boolean> {
  if (!isRunning(instance.pid)) return false;
  const health = await fetch(`${instance.url}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => null,
  );
  return health !== null;
}

/** The server that serves from this data folder now, if one does. */
export async function findInstance(): Promise<Instance | null> {
  const path = join(dataFolder(), "instance.json");
  if (!existsSync(path)) return null;
  const instance = JSON.parse(readFileSync(path, "utf8")) as Instance;
  return (await answers(instance)) ? instance : null;
}

/** Notes that this process serves from the data folder. */
export function noteInstance(url: string): void {
  writeFileSync(join(openDataFolder(), "instance.json"), JSON.stringify({ pid: process.pid, url }), {
    mode: 0o600,
  });
}

/** Takes the note back. */
export function forgetInstance(): void {
  rmSync(join(dataFolder(), "instance.json"), { force: true });
}
