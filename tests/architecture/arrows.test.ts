import { describe, expect, test } from "vitest";
import { projectRoot } from "../support/postgres";
import { findFileCircles, findFolderCircles, findIdleLines, findViolations } from "./arrows";
import { type Module, mapped, readModule, readModules } from "./modules";
import { probes } from "./probes";
import { rooms } from "./rooms";

const all = readModules(projectRoot, mapped);
const modules = all.filter(({ path }) => !path.startsWith("tests/"));

test("every file uses only what the map allows its room", () => {
  expect(modules.length).toBeGreaterThan(500);
  expect(findViolations(all)).toEqual([]);
});

test("the map has no line that nobody needs", () => {
  expect(findIdleLines(all)).toEqual([]);
});

/** True without a computer: nothing of the machine, of the browser or of a framework. */
const pure = /^lib\/(domain|flow|contracts|server\/(exchange|demo))(\/|$)/;

test("what is true without a computer uses nothing of one", () => {
  const known = /^(lib\/(domain|flow|contracts)(\/.+)?|npm:(fractional-indexing|luxon|pure-rand|zod))$/;
  const rest = rooms
    .filter(({ room }) => pure.test(room))
    .map(({ room, may }) => [room, may.filter((line) => !known.test(line))]);
  expect(rest.length).toBeGreaterThan(8);
  expect(rest.filter(([, lines]) => lines?.length)).toEqual([]);
});

test("no imports go in a circle", () => {
  expect(findFileCircles(modules)).toEqual([]);
});

test("no folder depends on another both ways", () => {
  expect(findFolderCircles(modules)).toEqual([]);
});

describe("what must not be written is found", () => {
  test.each(probes)("$what", ({ path, line, uses }) => {
    const room = expect.stringContaining(`may not use ${uses}`);
    expect(findViolations([readModule(projectRoot, path, line)])).toEqual([room]);
  });

  test("a file without a room", () => {
    expect(findViolations([readModule(projectRoot, "lib/helpers/x.ts", "")])).toEqual([
      "lib/helpers/x.ts is in no room",
    ]);
  });

  test("what only looks like it is not", () => {
    const harmless = `
      import performance from "node:perf_hooks";
      type Clock = { now: Date; process: string };
      const at = new Date(0), day = Date.UTC(2026, 0), same = Date.parse("2026-01-01");
      const isDate = (value: unknown): value is Date => value instanceof Date;
      const entry = { process: 1, random: Math.floor(1.5) };
      const history = [1];
      export const last = (document: string) => [entry.process, history.at(-1), document, at, day, same, isDate];`;
    expect(readModule(projectRoot, "lib/domain/x.ts", harmless).uses).toEqual(["node:perf_hooks"]);
  });

  test("a circle of files, and one of folders that is none of files", () => {
    const circle: Module[] = [
      { path: "lib/domain/a.ts", uses: ["lib/flow/log/b.ts"] },
      { path: "lib/flow/log/b.ts", uses: [] },
      { path: "lib/flow/log/c.ts", uses: ["lib/domain/d.ts"] },
      { path: "lib/domain/d.ts", uses: [] },
    ];
    expect(findFileCircles(circle)).toEqual([]);
    expect(findFolderCircles(circle)).toEqual([
      "lib/domain/a.ts → lib/flow/log/b.ts, lib/flow/log/c.ts → lib/domain/d.ts",
    ]);
    const files = [{ path: "lib/domain/a.ts", uses: ["lib/domain/a.ts"] }];
    expect(findFileCircles(files)).toEqual(["lib/domain/a.ts → lib/domain/a.ts"]);
  });

  test("a line of the map that nobody needs", () => {
    const without = all.filter(({ path }) => path !== "lib/domain/order-key.ts");
    expect(findIdleLines(without)).toContain("lib/domain never uses npm:fractional-indexing");
  });
});

/** Every file that the given ones lead to. */
function reach(paths: readonly string[]): Set<string> {
  const uses = new Map(modules.map((module) => [module.path, module.uses]));
  const reached = new Set<string>();
  const waiting = [...paths];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(uses.get(next) ?? []));
  }
  return reached;
}

// What reads a file, or simulates a year, takes seconds: nobody else would be answered meanwhile.
// How Sluice's own log is written is shared with what writes it.
const longWork = /^(lib\/server\/exchange\/(?!own-log)|lib\/server\/demo\/)/;

test("long work is reached by the worker thread alone, never by what serves requests", () => {
  const pages = modules.map(({ path }) => path).filter((path) => /^(app|components|scripts)\//.test(path));
  expect([...reach(pages)].filter((path) => longWork.test(path))).toEqual([]);
  const worker = [...reach(["lib/server/import-worker/work.ts"])].filter((path) => longWork.test(path));
  expect(worker).toContain("lib/server/exchange/event-log.ts");
  expect(worker).toContain("lib/server/demo/demo-board.ts");
});

test("what the framework bundles reaches no file lock: a bundle cannot hold its native part", () => {
  const bundled = modules
    .map(({ path }) => path)
    .filter((path) => /^(app\/|components\/|instrumentation)/.test(path));
  expect([...reach(bundled)]).not.toContain("npm:fs-native-extensions");
  expect([...reach(["lib/server/archive/backup-folder.ts"])]).toContain("npm:fs-native-extensions");
});
