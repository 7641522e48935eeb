import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { arrows, findCycles, findViolations, readModule, readModules } from "./arrows";

const root = fileURLToPath(new URL("../..", import.meta.url));
const modules = readModules(root);

test("no import points the wrong way", () => {
  expect(modules.length).toBeGreaterThan(100);
  expect(findViolations(modules)).toEqual([]);
});

test("no imports go in a circle", () => {
  expect(findCycles(modules)).toEqual([]);
});

/** Every file that the given ones lead to. */
function reach(paths: readonly string[]): Set<string> {
  const imports = new Map(modules.map((module) => [module.path, module.imports]));
  const reached = new Set<string>();
  const waiting = [...paths];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return reached;
}

// What reads a file, or simulates a year, takes seconds: nobody else would be answered meanwhile.
// How Sluice's own log is written is shared with what writes it.
const longWork = /^(lib\/server\/exchange\/(?!own-log)|prisma\/demo\/)/;

test("long work is reached by the worker thread alone, never by what serves requests", () => {
  const pages = modules.map(({ path }) => path).filter((path) => /^(app|components|scripts)\//.test(path));
  expect([...reach(pages)].filter((path) => longWork.test(path))).toEqual([]);
  const worker = [...reach(["lib/server/import-worker/work.ts"])].filter((path) => longWork.test(path));
  expect(worker).toContain("lib/server/exchange/event-log.ts");
  expect(worker).toContain("prisma/demo/demo-board.ts");
});

describe("each arrow is held", () => {
  const violations: Record<string, [path: string, text: string]> = {
    "installations are opened by scripts": [
      "lib/server/usecases/x.ts",
      'import { openInstallation } from "../installation/open";',
    ],
    "domain is pure": ["lib/domain/x.ts", 'import { z } from "zod";'],
    "flow is pure": ["lib/flow/x.ts", 'import type { CardView } from "@/lib/contracts/card";'],
    "statistics know no Kanban": ["lib/flow/stats/x.ts", 'import { isCommitted } from "@/lib/domain/board";'],
    "contracts are shapes": ["lib/contracts/x.ts", 'import { getDb } from "@/lib/server/db/client";'],
    "the store is below use cases": [
      "lib/server/store/x.ts",
      'import { getMe } from "../usecases/manage-account";',
    ],
    "use cases know no HTTP and no Prisma": [
      "lib/server/usecases/x.ts",
      'import { headers } from "next/headers";',
    ],
    "doors go through use cases": ["lib/server/http/x.ts", 'import { Prisma } from "@prisma/client";'],
    "the client knows no server": ["lib/client/x.ts", 'export { env } from "@/lib/server/environment/env";'],
    "components know no server": [
      "components/board/x.tsx",
      'const a = import("@/lib/server/environment/env");',
    ],
    "primitives know no domain": ["components/ui/x.tsx", 'import { can } from "@/lib/domain/permission";'],
    "routes go through use cases": [
      "app/api/v1/x/route.ts",
      'import { findTeam } from "@/lib/server/store/people/teams";',
    ],
    "pages go through use cases": [
      "app/(team)/x/page.tsx",
      'import { getDb } from "@/lib/server/db/client";',
    ],
    "Prisma stays below": ["scripts/x.ts", 'import { PrismaPg } from "@prisma/adapter-pg";'],
  };

  test.each(arrows)("$name", ({ name }) => {
    const [path, text] = violations[name] ?? ["", ""];
    const found = findViolations([readModule(root, path, text)]);
    expect(found.some((violation) => violation.startsWith(`${name}:`))).toBe(true);
  });

  test("a circle is found", () => {
    const circle = [
      { path: "lib/domain/a.ts", imports: ["lib/domain/b.ts"] },
      { path: "lib/domain/b.ts", imports: ["lib/domain/a.ts"] },
    ];
    expect(findCycles(circle)).toHaveLength(1);
  });
});

test("every route of the contract is made by defineRoute", () => {
  // The description of the contract is the one public document among them.
  const isPublic = "app/api/v1/openapi.json/route.ts";
  const routes = modules.filter(({ path }) => /^app\/api\/v1\/.*route\.ts$/.test(path) && path !== isPublic);
  expect(routes.length).toBeGreaterThan(10);
  for (const { path } of routes) {
    const methods = [
      ...readFileSync(join(root, path), "utf8").matchAll(
        /^export (?:const|async function|function) ([A-Z]+)\b.*$/gm,
      ),
    ];
    expect(methods.length, path).toBeGreaterThan(0);
    for (const [line, method] of methods) expect(line, `${path} ${method}`).toMatch(/= defineRoute[<(]/);
  }
});
