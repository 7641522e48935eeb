import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";

const page = readFileSync(`${projectRoot}/docs/security.md`, "utf8");
const lines = [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, number = "", , verdict = "", how = ""]) => ({ number, verdict, how }),
);

test("every file that the page of security names is there", () => {
  const files = [...page.matchAll(/`((?:tests|lib|app|docs|scripts)\/[\w./-]+\.\w+)`/g)].map(
    ([, file = ""]) => file,
  );
  expect(files.length).toBeGreaterThan(100);
  expect([...new Set(files)].filter((file) => !existsSync(`${projectRoot}/${file}`))).toEqual([]);
});

test("each requirement has one verdict and a reason, in the order of the standard", () => {
  // Levels 1 and 2 of OWASP ASVS 5.0.0.
  expect(lines).toHaveLength(253);
  const faults = lines.filter(
    ({ verdict, how }) => !["met", "not yet", "does not apply"].includes(verdict) || how.trim().length < 5,
  );
  expect(faults).toEqual([]);
  const numbers = lines.map(({ number }) => number);
  const inOrder = [...numbers].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  expect(numbers).toEqual(inOrder);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("the page counts itself rightly", () => {
  const countOf = (verdict: string) => lines.filter((line) => line.verdict === verdict).length;
  expect(page).toContain(
    `${countOf("met")} met, ${countOf("not yet")} not yet, ${countOf("does not apply")} do not apply`,
  );
});
