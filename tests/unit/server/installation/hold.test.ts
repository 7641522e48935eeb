import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, expect, test } from "vitest";
import { closeToOthers, describeHeld, enterFolder, tryHold, whileHeld } from "@/lib/server/installation/hold";

const folder = mkdtempSync(join(tmpdir(), "sluice-hold-"));
const lock = join(folder, "lock");

afterEach(() => rmSync(lock, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

test("who has the folder, nobody else gets, and who comes after the end does", () => {
  const held = tryHold(folder, "npm start");
  held?.announce("http://localhost:3000");
  expect(tryHold(folder, "admin verify")).toBeNull();
  expect(describeHeld(folder)).toContain(`“npm start”, process ${process.pid} on `);
  expect(describeHeld(folder)).toContain("at http://localhost:3000");
  held?.release();
  held?.release();
  expect(readFileSync(lock, "utf8")).toBe("");
  const next = tryHold(folder, "admin verify");
  expect(next).not.toBeNull();
  next?.release();
});

test("a folder that is only entered keeps its mode; one of an installation is closed to others", async () => {
  chmodSync(folder, 0o755);
  await enterFolder(folder, { make: true });
  expect(statSync(folder).mode & 0o777).toBe(0o755);
  await closeToOthers(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("whatever the file says, the kernel decides, and the words stay words", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.constant("")), (text) => {
      writeFileSync(lock, text);
      const held = tryHold(folder, "npm start");
      expect(held).not.toBeNull();
      writeFileSync(lock, text);
      expect(tryHold(folder, "npm start")).toBeNull();
      expect(describeHeld(folder)).toContain(`${folder} is in use by `);
      held?.release();
    }),
    { numRuns: 20 },
  );
});

test("a lock that is no file of ours is an error that names it", () => {
  mkdirSync(lock);
  expect(() => tryHold(folder, "npm start")).toThrow(lock);
  rmSync(lock, { recursive: true });
  const elsewhere = join(folder, "elsewhere");
  writeFileSync(elsewhere, "not ours");
  symlinkSync(elsewhere, lock);
  expect(() => tryHold(folder, "npm start")).toThrow(lock);
  expect(readFileSync(elsewhere, "utf8")).toBe("not ours");
});

test("waiting for a folder ends with who has it, or with what was waited for", async () => {
  const held = tryHold(folder, "npm start");
  const waiting = { onProgress: () => {} };
  await expect(whileHeld(folder, async () => tryHold(folder, "x"), 0, waiting)).rejects.toThrow(
    "“npm start”",
  );
  held?.release();
  const got = await whileHeld(folder, async () => tryHold(folder, "x"), 0, waiting);
  got.release();
});
