// How what was measured is shown: as text, and as a table of docs/benchmarks.md.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/project/root.mjs";

const begin = "<!-- npm run bench -- --write puts its figures between these two lines -->";
const end = "<!-- end of the figures -->";

const verdictOf = ({ isMet }) => (isMet === undefined ? "" : isMet ? "met" : "missed");

export function asText({ name, rows }) {
  const lines = rows.flatMap((row) => [
    `  ${row.what}${row.isMet === undefined ? "" : `: ${verdictOf(row)}`}`,
    `    ${row.reached}`,
    ...(row.goal ? [`    goal: ${row.goal}`] : []),
    ...(row.beside ? [`    beside: ${row.beside}`] : []),
  ]);
  return `\n${name}\n${lines.join("\n")}\n`;
}

const asTable = ({ rows }) =>
  rows
    .map((row) =>
      [row.what, row.goal ?? "", row.reached, row.beside ?? "", verdictOf(row)]
        .map((cell) => cell.replaceAll("|", "\\|"))
        .join(" | "),
    )
    .map((line) => `| ${line} |`)
    .join("\n");

/** Puts the figures into docs/benchmarks.md in place of those of before. */
export function writeDocument(machine, results) {
  const path = join(root, "docs/benchmarks.md");
  const text = readFileSync(path, "utf8");
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before === -1 || after < before) throw new Error(`${path} has no place for figures.`);
  const head = "| what | goal | reached | beside, in the same run | |\n| --- | --- | --- | --- | --- |";
  const figures = `${begin}\n\n${machine}\n\n${head}\n${results.map(asTable).join("\n")}\n\n`;
  writeFileSync(path, text.slice(0, before) + figures + text.slice(after));
  execFileSync(join(root, "node_modules/.bin/biome"), ["format", "--write", path]);
}
