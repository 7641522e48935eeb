import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { beginBackups } from "@/lib/server/archive/backup-timer";

// A command of its own in place of the product's: it writes down what it was called with, and ends when it is told to.
const root = mkdtempSync(join(tmpdir(), "sluice-timer-"));
const [begun, ended] = [join(root, "begun"), join(root, "ended")];
mkdirSync(join(root, "scripts"));
symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
writeFileSync(
  join(root, "scripts/admin.ts"),
  `import { writeFileSync } from "node:fs";
process.on("SIGTERM", () => { writeFileSync(${JSON.stringify(ended)}, "in order"); process.exit(1); });
writeFileSync(${JSON.stringify(begun)}, process.argv.slice(2).join(" "));
setInterval(() => {}, 1000);`,
);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const schedule = { folder: "/backups", everyMs: 7_200_000, keep: 1 };

test("a backup that is being made ends in order with the server", async () => {
  const end = beginBackups(root, schedule, async () => 0);
  await expect
    .poll(() => existsSync(begun) && readFileSync(begun, "utf8"), { timeout: 10_000 })
    .toBe("backup --to /backups --every 120m --once");
  await end();
  expect(readFileSync(ended, "utf8")).toBe("in order");
});

test("none is begun before it is time, nor once the server ends", async () => {
  rmSync(begun);
  await beginBackups(root, schedule, async () => 1)();
  await beginBackups(root, schedule, async () => 0)();
  await beginBackups(root, schedule, () => Promise.reject(new Error("The database is away.")))();
  expect(existsSync(begun)).toBe(false);
});
