// Makes a checkout ready to run: dependencies, the Prisma client, the production build. Plain JavaScript, since
// nothing may be installed yet. Each step is skipped when its result is newer than what it is made from.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { compressStatic } from "./compress-static.mjs";
import { root } from "./project/root.mjs";
import { say } from "./project/say.mjs";

const generated = "lib/server/db/generated";
const buildSources = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "proxy.ts",
];
const buildSettings = [
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "prisma/schema.prisma",
  "scripts/compress-static.mjs",
];

/**
 * Runs a program of this checkout; its output is shown only when it fails. Throws with that output. It ends, with all that
 * it started, when `stopping` is aborted and when this process is gone.
 */
function run(command, args, { environment = {}, stopping }) {
  return new Promise((resolve, reject) => {
    stopping?.throwIfAborted();
    const child = spawn(process.execPath, [join(root, "scripts/guarded.mjs"), command, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: "pipe",
      // Out of the terminal's reach: what ends it is this process.
      detached: true,
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.stdin.on("error", () => {});
    const stop = () => child.stdin.end();
    stopping?.addEventListener("abort", stop, { once: true });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      stopping?.removeEventListener("abort", stop);
      if (stopping?.aborted) reject(stopping.reason);
      else if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code ?? signal}:\n${output}`));
    });
  });
}

async function step(title, { onStep }, work) {
  const begun = Date.now();
  say(`  › ${title} …`);
  onStep?.(title);
  await work();
  say(`  ✓ ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

function listFiles(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (`${path}/${entry.name}` === generated ? [] : listFiles(`${path}/${entry.name}`)));
}

function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(listFiles))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function readMark(path) {
  const whole = join(root, path);
  return existsSync(whole) ? readFileSync(whole, "utf8") : null;
}

const closed = ["EACCES", "EPERM", "EROFS"];

/** Before something is made anew: half of it must not pass for the old whole. Throws in words where nothing may be made. */
function removeMark(path) {
  try {
    rmSync(join(root, path), { force: true });
    accessSync(root, constants.W_OK);
  } catch (error) {
    if (!closed.includes(error.code)) throw error;
    throw new Error(
      `What was built in ${root} is not of these sources, and this user may not write there. Build it as its owner: npm run build`,
    );
  }
}

/** Notes of what something was made, to save time: where that may not be written, each start looks again. */
function writeMark(path, text) {
  const whole = join(root, path);
  try {
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  } catch (error) {
    if (!closed.includes(error.code)) throw error;
  }
}

/** Installs exactly what the lock file says, when that has not been done yet or the lock file is newer. */
export async function installDependencies(life = {}) {
  const installed = join(root, "node_modules/.package-lock.json");
  const isFresh =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
  const lock = hashFiles(["package-lock.json"]);
  if (existsSync(installed) && readMark("node_modules/.sluice-lock") === lock) return;
  if (!isFresh) {
    await step("Installing the locked dependencies", life, () =>
      run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
        environment: { NODE_ENV: "development" },
        ...life,
      }),
    );
  }
  writeMark("node_modules/.sluice-lock", lock);
}

/** Makes the Prisma client. The command insists on an engine binary that it does not use: any file will do. */
export async function generateClient(life = {}) {
  const mark = `${generated}/.made-from`;
  const wanted = hashFiles(["prisma/schema.prisma", "package-lock.json"]);
  if (readMark(mark) === wanted) return;
  removeMark(mark);
  await step("Generating the database client", life, () =>
    run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      environment: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
      ...life,
    }),
  );
  writeMark(mark, wanted);
}

/** Builds for production when a source has changed since the last build. */
export async function build(life = {}) {
  const mark = ".next/built-from";
  const wanted = hashFiles([...buildSources, ...buildSettings]);
  if (readMark(mark) === wanted) return;
  removeMark(mark);
  await step("Building", life, async () => {
    await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      environment: {
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        SLUICE_RELEASE: wanted.slice(0, 16),
      },
      ...life,
    });
    await compressStatic(join(root, ".next/static"));
  });
  writeMark(mark, wanted);
}

/** Which release has been built here: made from its sources, and so the same wherever they are built. */
export function readRelease() {
  return readMark(".next/BUILD_ID") ?? "";
}

/** Says a failure in words and ends. */
export function fail(error) {
  say(`\n${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
