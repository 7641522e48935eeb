import { invalidFile } from "@/lib/domain/errors";

/** No export nests deeper than a few levels, nor holds as many values as a board of 100,000 cards would. */
const maxDepth = 100;
const maxValues = 2_000_000;

/** Where a string of the JSON that begins at a quote ends. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

/** How deep it nests and how many values it holds at most, before any of it is made. */
function requireBounds(text: string): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x2c) values++;
    else if (code === 0x5b || code === 0x7b) {
      values++;
      depth++;
      if (depth > maxDepth)
        throw invalidFile(`The file nests deeper than ${maxDepth} levels. Is it an export?`);
    } else if (code === 0x5d || code === 0x7d) depth--;
    if (values > maxValues)
      throw invalidFile(
        `The file holds more than ${maxValues.toLocaleString("en")} values, the most that are read.`,
      );
  }
}

/** The value of a JSON text, bounded in depth and number of values. Throws `invalid`. */
export function readJson(text: string): unknown {
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  requireBounds(json);
  try {
    return JSON.parse(json);
  } catch {
    throw invalidFile("The file is not valid JSON.");
  }
}
