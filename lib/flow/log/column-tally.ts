/** What went on in a column within a range, added up over its cards. */
export type ColumnTally = {
  columnId: string;
  /** Cards in the column at the end of the range. */
  present: number;
  /**
   * The parts of the range, from 0, in which anything came or went. `enteredMs` and `exitedMs`: how long before the end
   * of the range that was, added up.
   */
  changes: { part: number; entered: number; exited: number; enteredMs: number; exitedMs: number }[];
};
