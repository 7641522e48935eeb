/** What people write: cleaned, measured, cut and compared in one way, wherever it comes in. */

/** White space, and the one break that does not count as such. */
const space = /[\s\u0085]+/gu;

const lineBreak = /[\t\n\v\f\r\u0085\u2028\u2029]/u;

/** Control characters but tab and line feed, halves of characters, and code points that never are characters. */
const notText = /(?![\t\n])\p{Control}|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Marks that turn the direction of what follows until something else ends them, and the byte order mark. */
const turns = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Anything that leaves ink: not space, not a mark with nothing to stand on, not one of the characters without a shape. */
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}\p{Co}\p{Cn}]/u;

const invisible = /\p{Default_Ignorable_Code_Point}/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Text of one line, as it is kept: composed (NFC), breaks and tabs become a space, none at the ends. */
export function cleanLine(raw: string): string {
  return dropNotText(joinLines(raw)).normalize("NFC").trim();
}

/** Text of any number of lines, as it is kept: composed (NFC), every line break is a line feed. */
export function cleanText(raw: string): string {
  return dropNotText(unifyBreaks(raw)).normalize("NFC");
}

/** The lines of a text as one: white space with a break or a tab in it is one space. */
export function joinLines(raw: string): string {
  return raw.replace(space, (run) => (lineBreak.test(run) ? " " : run));
}

/** Every line break as a line feed. */
export function unifyBreaks(raw: string): string {
  return raw.replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n");
}

/** The text without what is none: control characters, halves of characters, marks that turn the direction of writing. */
export function dropNotText(raw: string): string {
  return raw.replace(notText, "").replace(turns, "");
}

/** Whether a reader sees anything of it. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

/** Length in characters as Unicode counts them (code points): an emoji is one, not two. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** The text, or as much of its beginning as `max` characters hold; what is read as one character is not cut in two. */
export function cutText(text: string, max: number): string {
  let end = 0;
  for (let count = 0; count < max && end < text.length; count++) end += isPair(text, end) ? 2 : 1;
  if (end >= text.length) return text;
  // As far as is needed to tell whether what follows belongs to it: the rest may be very long.
  return text.slice(0, graphemes.segment(text.slice(0, end + 2)).containing(end)?.index || end);
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/**
 * The form in which names are compared and text is searched: two texts that a reader takes for the same have the same.
 * Composed, without case, without invisible characters, any white space as one space.
 */
export function comparable(text: string): string {
  return cleanLine(text).replace(invisible, "").replace(/\s+/gu, " ").trim().toLowerCase().normalize("NFC");
}
