import { fromCell, guardHeading } from "@/lib/domain/csv-cell";

/** The headings of the event log that Sluice writes of a board, before the one that says how its cells are written. */
export const ownHeadings = ["case_id", "activity", "timestamp", "title", "beginning"] as const;

/** Stands for a column where a card left the board. */
export const offBoard = "(off the board)";

/** Stands in `beginning` of a card that had been there before its log began. */
export const unknownBeginning = "unknown";

/** What a log that Sluice wrote says beyond case, activity and time. */
export type OwnLog = {
  /** The text of a cell. */
  read(cell: string): string;
  /** Where the title of the card stands, and what is known of its beginning; -1 where the file has lost them. */
  titleAt: number;
  beginningAt: number;
  guardAt: number;
};

/** Null for a log that somebody else wrote, in which an apostrophe is an apostrophe. */
export function readOwnLog(headings: readonly string[]): OwnLog | null {
  const guardAt = headings.indexOf(guardHeading);
  if (guardAt < 0) return null;
  const titleAt = headings.indexOf("title");
  return { read: fromCell, titleAt, beginningAt: headings.indexOf("beginning"), guardAt };
}

/** The number of a card by its reference: 12 of `KEY-12`. */
export function numberOf(reference: string): number | null {
  const digits = /^[A-Z][A-Z0-9]{0,9}-([1-9]\d{0,8})$/.exec(reference)?.[1];
  return digits === undefined ? null : Number(digits);
}
