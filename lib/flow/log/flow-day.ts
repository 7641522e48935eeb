/** What came into a column and went out of it on a day, and the cards that reached it or done for the first time. */
export type FlowDay = {
  columnId: string;
  /** Days since 1970-01-01, as calendars count them. */
  day: number;
  entered: number;
  exited: number;
  /** Cards that reached the column or one further right for the first time. */
  arrived: number;
  /** Cards that reached done for the first time, and did so in this column. */
  departed: number;
};
