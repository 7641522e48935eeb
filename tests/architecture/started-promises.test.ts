import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";

// In `Promise.all([first(), await second()])` the first has begun while the second is waited for. When both fail, nobody
// hears of the first: a rejection that is not handled. Every outage of the database makes such pairs fail together.

type Node = { type?: string; start: number; [key: string]: unknown };

function visit(value: unknown, see: (node: Node) => boolean | undefined): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (typeof value === "object" && value !== null) {
    if ("type" in value && see(value as Node) === false) return;
    for (const one of Object.values(value)) visit(one, see);
  }
}

function isAwaited(element: unknown): boolean {
  let found = false;
  visit(element, ({ type = "" }) => {
    if (/Function/.test(type)) return false;
    found ||= type === "AwaitExpression";
    return undefined;
  });
  return found;
}

/** The lines on which a list of promises waits for one of them while it is made. */
function findWaitsInLists(path: string, source: string): number[] {
  const lines: number[] = [];
  visit(parseSync(path, source).program, (node) => {
    const { callee, arguments: given } = node as unknown as {
      callee?: { object?: { name?: string } };
      arguments?: { elements?: unknown[] }[];
    };
    if (
      node.type === "CallExpression" &&
      callee?.object?.name === "Promise" &&
      given?.[0]?.elements?.some(isAwaited)
    )
      lines.push(source.slice(0, node.start).split("\n").length);
    return undefined;
  });
  return lines;
}

const sources = ["lib", "app", "scripts", "components"].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/")),
);

test("no list of promises waits while it is made", () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.flatMap((path) =>
    findWaitsInLists(path, readFileSync(join(projectRoot, path), "utf8")).map((line) => `${path}:${line}`),
  );
  expect(found).toEqual([]);
});

test("one that does is found", () => {
  expect(
    findWaitsInLists("a.ts", "const x = async () => Promise.all([one(), (await two()) ? 1 : 2]);"),
  ).toEqual([1]);
  expect(
    findWaitsInLists("a.ts", "const x = Promise.all([one(), two().then(async () => await three())]);"),
  ).toEqual([]);
});
