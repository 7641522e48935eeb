/**
 * How text goes into the cells of our CSV files. A spreadsheet takes none for a formula, and each is read back as it was:
 * an apostrophe goes before what a spreadsheet would run, and before an apostrophe.
 */

/** Signs with which formulas begin, wide ones too, and white space before which spreadsheets look for them. */
const guarded = /^['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/** Heading of the column by which a file says that its cells are guarded, so that nobody has to guess. */
export const guardHeading = "sluice_guarded";

/** The cell for a text. */
export function toCell(text: string): string {
  return guarded.test(text) ? `'${text}` : text;
}

/** The text of a cell that `toCell` made. */
export function fromCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** Several names in one text; those with a separator in them come apart whole. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\;|,]/g, "\\$&")).join("; ");
}

/** The names of one text, apart at semicolons, bars and commas that have no backslash before them. */
export function splitNames(text: string): string[] {
  const names = text.match(/(?:\\.|[^\\;|,])+/gsu) ?? [];
  return names.map((name) => name.trim().replace(/\\(.)/gsu, "$1")).filter((name) => name !== "");
}
