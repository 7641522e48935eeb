// Reading Markdown takes time that grows with the square of what stands in one paragraph (marks of emphasis, brackets,
// lines), with the depth of quotes and lists, and with the cells that a table's head promises. Each is counted here in one
// pass over the text, from above: what is counted is never less than what the reader meets.

/** The most that is set as Markdown; anything more is shown as it was written. */
export const markdownBounds = {
  characters: 30_000,
  lines: 2_000,
  /** Quotes, lists and notes within each other. */
  depth: 20,
  /** Sum over the paragraphs of (marks + lines)². */
  effort: 2_000_000,
  tableCells: 4_000,
} as const;

/** What Markdown costs to read. */
export type MarkdownCost = Record<keyof typeof markdownBounds, number>;

const containerMark = /^([ \t]*)(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^(?:[^\]\\]|\\.)+\]:)/;
const listItem = /^ {0,3}[-+*][ \t]+\S/;
const fenceStart = /^(`{3,}(?=[^`]*$)|~{3,})/;
const fenceEnd = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
const columnsPerLevel = 2;

/** How deep a line may lie: its marks, and what it is indented by, which stands for those of lines before. */
function depthOf(line: string): number {
  let depth = 0;
  let rest = line;
  for (let mark = containerMark.exec(rest); mark; mark = containerMark.exec(rest)) {
    const indent = (mark[1] ?? "").replaceAll("\t", "    ").length;
    depth += 1 + Math.floor(indent / columnsPerLevel);
    rest = rest.slice(mark[0].length);
    if (depth > markdownBounds.depth) break;
  }
  return depth;
}

function count(line: string, marks: RegExp): number {
  return line.match(marks)?.length ?? 0;
}

/**
 * The lines, those of code between fences left empty. From where HTML could hide a fence, or one stands further in and may
 * end with an entry of a list, every line is taken for text.
 */
function withoutCode(lines: string[]): string[] {
  let open: string | null = null;
  let isUnsure = false;
  return lines.map((line) => {
    if (open !== null) {
      if (fenceEnd.exec(line)?.[1]?.startsWith(open)) open = null;
      return "";
    }
    if (!isUnsure) open = fenceStart.exec(line)?.[1] ?? null;
    if (open === null) isUnsure ||= /^\s*<|`{3}|~{3}/.test(line);
    return open === null ? line : "";
  });
}

/** What a text would cost to set as Markdown. Linear in its length. */
export function markdownCost(text: string): MarkdownCost {
  const written = text.split(/\r\n|\r|\n/);
  const cost = { characters: text.length, lines: written.length, depth: 0, effort: 0, tableCells: 0 };
  let [marks, lines, columns] = [0, 0, 0];
  const endParagraph = () => {
    cost.effort += (marks + lines) ** 2;
    cost.tableCells += columns * lines;
    [marks, lines, columns] = [0, 0, 0];
  };
  for (const line of withoutCode(written)) {
    cost.depth = Math.max(cost.depth, depthOf(line));
    if (line.trim() === "" || listItem.test(line)) endParagraph();
    lines += 1;
    marks += count(line, /[*_~[\]]|!(?=\[)/g);
    if (line.includes("-")) columns = Math.max(columns, count(line, /\|/g) + 1);
  }
  endParagraph();
  return cost;
}

/** Whether a text is small and plain enough to be set as Markdown in a moment, whoever wrote it. */
export function isWithinMarkdownBounds(text: string): boolean {
  if (text.length > markdownBounds.characters) return false;
  const cost = markdownCost(text);
  return Object.entries(markdownBounds).every(([part, max]) => cost[part as keyof MarkdownCost] <= max);
}
