import fc from "fast-check";
import type { Nodes, Parents, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { isWithinMarkdownBounds, markdownBounds, markdownCost } from "@/lib/client/cards/markdown-bounds";

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (text: string): Root => parser.parse(text);

function walk(tree: Root, visit: (node: Nodes, depth: number) => void): void {
  const open: [Nodes, number][] = [[tree, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    visit(node, depth);
    for (const child of (node as Parents).children ?? []) open.push([child, depth + 1]);
  }
}

const repeat = (text: string) => (length: number) =>
  text.repeat(Math.max(1, Math.floor(length / text.length)));
const grow = (line: (n: number) => string) => (length: number) => {
  let text = "";
  for (let n = 0; text.length < length; n++) text += line(n);
  return text.slice(0, length);
};
const table = (row: (columns: number) => string) => (length: number) => {
  const columns = Math.floor(length / 8);
  return `${"|a".repeat(columns)}|\n${"|-".repeat(columns)}|\n${row(columns)}`.slice(0, length);
};

// Each made a page wait for seconds, or ended in too deep a recursion, at the greatest length of a description.
const hostile: Record<string, (length: number) => string> = {
  quotes: repeat(">"),
  "quotes with spaces": repeat("> "),
  "lists in one line": repeat("1. "),
  "bullets in one line": repeat("- > "),
  "mixed containers": repeat("> - 1. "),
  "deeper and deeper lists": grow((n) => `${"  ".repeat(n)}- a\n`),
  "deeper and deeper quotes": grow((n) => `${">".repeat(n)}a\n`),
  "emphasis that never closes": repeat("*a_ "),
  "emphasis within words": repeat("a*b_"),
  "nothing but emphasis": repeat("*_"),
  "opened, then closed": (length) => `${"*a ".repeat(length / 6)}${"b_ ".repeat(length / 6)}`,
  "strong and struck": repeat("**~~a "),
  brackets: repeat("["),
  "closing brackets": repeat("]"),
  "pairs of brackets": repeat("[a]"),
  "links that never end": repeat("[a]("),
  "links to nowhere": repeat("[a](<b"),
  "nested links": (length) => "[".repeat(length / 2) + "]".repeat(length / 2),
  "nested images": (length) => "![".repeat(length / 6) + "](a)".repeat(length / 6),
  footnotes: repeat("[^a]"),
  "footnotes and their notes": (length) => `[^a]: b\n\n${"[^a] ".repeat(length / 5)}`,
  "definitions of footnotes": grow((n) => `[^${n}]: a\n\n`),
  "a table wider than long": table(() => ""),
  "a table whose short rows are filled up": table((columns) => "a\n".repeat(columns)),
  "headings by underlines": repeat("a\n=\n"),
  "lazy lines of a quote": (length) => `${">".repeat(19)}a\n${"b\n".repeat(length / 2)}`,
  "very many entries": repeat("- a\n"),
  "empty entries": repeat("-\n"),
  paragraphs: repeat("a\n\n"),
  "emphasis behind a fence that ends with its list": (length) =>
    `- a\n  \`\`\`\n${"*a_ ".repeat(length / 4)}`,
  "emphasis behind a fence that HTML hides": (length) => `<div>\n\`\`\`\n\n${"*a_ ".repeat(length / 4)}`,
  "emphasis behind a fence that only looks open": (length) => `\`\`\` \`\n${"*a_ ".repeat(length / 4)}`,
  "emphasis behind a fence that is closed": (length) => `~~~\n   ~~~~ \t\n${"*a_ ".repeat(length / 4)}`,
};

/** The longest such text that is still set as Markdown. */
function longestWithin(make: (length: number) => string): string {
  let [fits, exceeds] = [0, 100_000];
  while (exceeds - fits > 20) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (isWithinMarkdownBounds(make(middle))) fits = middle;
    else exceeds = middle;
  }
  return fits === 0 ? "" : make(fits);
}

describe.each(Object.entries(hostile))("%s", (_, make) => {
  test("of the greatest length of a description is not set as Markdown", () => {
    expect(isWithinMarkdownBounds(make(100_000))).toBe(false);
  });

  test("as long as is just let through, makes a small and flat page", () => {
    let [nodes, deepest] = [0, 0];
    walk(parse(longestWithin(make)), (_node, depth) => {
      nodes += 1;
      deepest = Math.max(deepest, depth);
    });
    expect(nodes).toBeLessThan(15_000);
    expect(deepest).toBeLessThan(2 * markdownBounds.depth + 10);
  });
});

test("what is counted is never less than what the reader meets", () => {
  const piece = fc.constantFrom(
    ..."> *_~[]()`|-+#<!=:\\".split(""),
    ..."a 1.".split(""),
    "\n",
    "\n\n",
    "\n- ",
    "\n  ",
    "    ",
    "```\n",
    "\n```\n",
    "~~~",
    "\n|a|b|\n|-|-|\n|c|\n",
    "<div>",
    "<!--",
    "1. ",
    "- ",
    "> ",
    "[a](b)",
    "**b**",
    "\t",
    "\u00a0",
    "[^a]",
    "[^a]: ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
      const text = pieces.join("");
      const cost = markdownCost(text);
      let [effort, cells] = [0, 0];
      const containers = new Map<Nodes, number>();
      walk(parse(text), (node) => {
        const above = containers.get(node) ?? 0;
        const depth = above + (node.type === "blockquote" || node.type === "list" ? 1 : 0);
        for (const child of (node as Parents).children ?? []) containers.set(child, depth);
        expect(Math.min(depth, markdownBounds.depth)).toBeLessThanOrEqual(cost.depth);
        if (node.type === "tableCell") cells += 1;
        if (node.type === "paragraph" || node.type === "heading") {
          const source = text.slice(node.position?.start.offset, node.position?.end.offset);
          effort += (source.match(/[*_~[\]]/g)?.length ?? 0) ** 2;
        }
      });
      expect(effort).toBeLessThanOrEqual(cost.effort);
      expect(cells).toBeLessThanOrEqual(cost.tableCells);
    }),
    { numRuns: 1_500 },
  );
});

test.each([
  ["a page of prose", "Some **bold** words, a [link](https://example.org), and `code`.\n\n".repeat(200)],
  ["a checklist", "- [ ] one thing after another\n".repeat(400)],
  ["code of many marks between fences", `\`\`\`\n${"const a = b[c] * d_e[f][0];\n".repeat(500)}\`\`\`\n`],
  ["a table", `| a | b | c |\n|---|---|---|\n${"| [x](y) | **z** | 1 |\n".repeat(150)}`],
  ["lists within lists", "- a\n  - b\n    - c\n      > quoted\n".repeat(50)],
])("%s is set as Markdown", (_, text) => {
  expect(isWithinMarkdownBounds(text)).toBe(true);
});
