// npm test: everything, from a fresh clone. Prints a line per step and, at the end, how many passed and failed.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, fail, generateClient, installDependencies, root, say } from "./prepare.mjs";

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

const results = "test-results";
const steps = [
  { name: "format", work: () => run(bin("biome"), ["format", "."]) },
  { name: "lint", work: () => run(bin("biome"), ["lint", "--error-on-warnings", "."]) },
  { name: "types", work: () => run(bin("tsc"), ["--noEmit"]) },
  ...[
    ["architecture", "--project=architecture"],
    ["unit", "--project=unit"],
    ["integration", "--project=integration"],
    ["stress", "--config=vitest.stress.config.mts"],
  ].map(([project, which]) => ({
    name: project,
    work: () =>
      run(bin("vitest"), [
        "run",
        which,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${results}/${project}.json`,
      ]),
    count: () => readVitest(join(root, results, `${project}.json`)),
  })),
  {
    name: "e2e",
    work: () =>
      run(bin("playwright"), ["test", "--reporter=list,json"], {
        NODE_ENV: "production",
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}-e2e.json`,
      }),
    count: () => readPlaywright(join(root, `${results}-e2e.json`)),
  },
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

try {
  await installDependencies();
  await generateClient();
  await build();
} catch (error) {
  process.stdout.write("0 passed, 1 failed\n");
  fail(error);
}

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  rmSync(join(root, results), { recursive: true, force: true });
  const begun = Date.now();
  const { code, output } = await step.work();
  const counts = countsOf(step, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  say(
    `  ${counts.failed === 0 ? "✓" : "✗"} ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
  );
  if (counts.failed > 0) say(output);
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
