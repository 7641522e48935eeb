import { lengthOf } from "@/lib/domain/text";

/** As many cards as one pasted list makes at once. */
export const maxPastedCards = 100;
/** Characters of a title. */
export const maxTitleLength = 500;

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** The titles that a text gives with a card for each line: trimmed, without empty lines. */
export function titlesOf(text: string): string[] {
  return text
    .split(lineBreak)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Why these titles cannot become cards; null where they can. */
export function findTitleFault(titles: readonly string[]): string | null {
  if (titles.length > maxPastedCards) {
    return `At most ${maxPastedCards} cards can be added at once; these are ${titles.length} lines.`;
  }
  const long = titles.findIndex((title) => lengthOf(title) > maxTitleLength);
  if (long < 0) return null;
  const where = titles.length > 1 ? `Line ${long + 1}` : "This title";
  return `${where} is longer than ${maxTitleLength} characters.`;
}
