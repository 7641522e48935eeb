// The steps of `npm test` and `npm run check`: what each runs, and how its outcome is counted.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project/root.mjs";
import { say } from "./project/say.mjs";

const results = "test-results";
const bin = (name) => join(root, "node_modules/.bin", name);

function run(command, args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: "test", FORCE_COLOR: "0", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ code: 1, output: String(error) }));
    child.once("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Counts of a Vitest report; a file that did not even load counts as one failure. */
function readVitest(path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function readPlaywright(path) {
  const { stats } = JSON.parse(readFileSync(path, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function vitest(name, ...which) {
  const report = `${results}/${name.replaceAll(" ", "-")}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return {
    name,
    work: () => run(bin("vitest"), ["run", ...which, ...reporters]),
    count: () => readVitest(join(root, report)),
  };
}

const unit = ["--project=unit", "--project=dom"];
const slowUnit = ["--project=steps", "--project=processes"];

const format = { name: "format", work: () => run(bin("biome"), ["format", "."]) };
const lint = { name: "lint", work: () => run(bin("biome"), ["lint", "--error-on-warnings", "."]) };
const types = { name: "types", work: () => run(bin("tsc"), ["--noEmit"]) };
const e2e = {
  name: "e2e",
  work: () =>
    run(bin("playwright"), ["test", "--reporter=list,json"], {
      NODE_ENV: "production",
      PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}-e2e.json`,
    }),
  count: () => readPlaywright(join(root, `${results}-e2e.json`)),
};

/** Everything, in the order in which it is told. */
export const allSteps = [
  format,
  lint,
  types,
  vitest("architecture", "--project=architecture"),
  vitest("unit", ...unit, ...slowUnit),
  vitest("integration", "--project=integration"),
  vitest("stress", "--config=vitest.stress.config.mts"),
  e2e,
];

/** What needs neither a build nor a database, nor time to wait. */
export const quickSteps = [
  format,
  lint,
  types,
  vitest("architecture and unit", "--project=architecture", ...unit),
];

/** Counts of a step; a step that fails without a count, or with none failed, counts as one failure. */
function countsOf(step, code) {
  const plain = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!step.count) return plain;
  try {
    const counts = step.count();
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Runs a step and tells how it went, in a line; where it failed, also with what it said. */
export async function runStep(step) {
  const begun = Date.now();
  const { code, output } = await step.work();
  const counts = countsOf(step, code);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const mark = counts.failed === 0 ? "✓" : "✗";
  say(`  ${mark} ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  if (counts.failed > 0) say(output);
  return counts;
}

/** Removes what an earlier run has left, so that no report of it is taken for a new one. */
export function forgetResults() {
  rmSync(join(root, results), { recursive: true, force: true });
}

/** Says how many passed and failed in all, as the last line, and ends with status 1 unless all passed. */
export function conclude(all) {
  const passed = all.reduce((sum, counts) => sum + counts.passed, 0);
  const failed = all.reduce((sum, counts) => sum + counts.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
