import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes } from "@/lib/domain/errors";
import { projectRoot } from "../support/postgres";

// What prisma/sql/README.md promises of the files of functions and triggers.

const folder = join(projectRoot, "prisma/sql");
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".sql"),
);
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");
const readme = textOf("README.md");

/** Each function of a file: its name, its text, and the line before it. */
const functionsOf = (path: string) =>
  textOf(path)
    .split(/^(?=CREATE FUNCTION )/m)
    .map((text, index, all) => ({ text, before: all[index - 1]?.trimEnd().split("\n").at(-1) ?? "" }))
    .filter(({ text }) => text.startsWith("CREATE FUNCTION "))
    .map(({ text, before }) => ({
      name: text.match(/^CREATE FUNCTION (\w+)/)?.[1] ?? "",
      body: text.split("$$").slice(0, 2).join("$$"),
      before,
    }));
const functions = paths.flatMap(functionsOf);

test("every SQLSTATE of our own stands in the README, and no other", () => {
  const raised = paths.flatMap((path) => textOf(path).match(/(?<=ERRCODE = ')SL\w+(?=')/g) ?? []);
  const listed = readme.match(/(?<=^\| )SL\w+(?= )/gm) ?? [];
  expect(listed).toEqual([...new Set(raised)].sort());
});

test("every file that the README leads through is there", () => {
  const named = [...readme.matchAll(/`([\w-]+(?:\/[\w-]+)*\.sql)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !paths.some((file) => file === path || file.endsWith(`/${path}`)))).toEqual(
    [],
  );
});

test("every function says what it means", () => {
  expect(functions.length).toBeGreaterThan(140);
  expect(functions.filter(({ before }) => !before.startsWith("-- ")).map(({ name }) => name)).toEqual([]);
});

test("what a comment names is there: functions, triggers, columns, ways to be refused", () => {
  const isComment = /^\s*--/;
  const lines = paths.flatMap((path) => textOf(path).split("\n"));
  const code = lines.filter((line) => !isComment.test(line)).join("\n");
  const named = lines
    .filter((line) => isComment.test(line))
    .flatMap((line) => [...line.matchAll(/`([a-z]+(?:[-_][a-z]+)+)`/g)].map(([, name = ""]) => name));
  expect(named.length).toBeGreaterThan(30);
  const isThere = (name: string) =>
    name.includes("-") ? errorCodes.some((code) => code === name) : new RegExp(`\\b${name}\\b`).test(code);
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

test("every way in which SQL refuses is one that a program is told of", () => {
  const refused = paths.flatMap((path) => textOf(path).match(/(?<=\brefuse\(')[a-z-]+(?=')/g) ?? []);
  expect(new Set(refused).size).toBeGreaterThan(8);
  expect(refused.filter((code) => !errorCodes.some((known) => known === code))).toEqual([]);
});

test("a file has one concern, and a function can be read at once", () => {
  expect(paths.filter((path) => textOf(path).split("\n").length > 300)).toEqual([]);
  expect(functions.filter(({ body }) => body.split("\n").length > 50).map(({ name }) => name)).toEqual([]);
});

test("names are words", () => {
  const short = functions.flatMap(({ name, body }) =>
    [...body.matchAll(/\b(?:FROM|JOIN|UPDATE|AS|USING)\s+(?:\w+\s+)?([a-z])\b/g)].map(
      ([, alias]) => `${name}: ${alias}`,
    ),
  );
  expect(short).toEqual([]);
});
