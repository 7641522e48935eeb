import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";

type FlowDay = CumulativeFlowAnswer["days"][number];

/** What a cumulative flow diagram tells of the time between the ends of two days. */
export type Span = {
  from: string;
  to: string;
  /** Days between the two ends. */
  days: number;
  arrived: number;
  departed: number;
  /** Cards at or past the commitment point and not done at the end of the second day. */
  wip: number;
  /**
   * The width of the bands at the height of done on the second day: about how long ago the cards that now leave came
   * in. Null where that was before the first day of the picture.
   */
  cycleDays: number | null;
};

/** The column at which cards arrive: the first at or past the commitment point. */
export function arrivalColumn({ columns }: Pick<CumulativeFlowAnswer, "columns">) {
  return columns.find(({ isCommitted, kind }) => isCommitted && kind !== "done");
}

/** Days back from the end to where the line last was as low as `height`, between two days in proportion. */
function widthAt(height: number, line: readonly number[]): number | null {
  const end = line.length - 1;
  const index = line.findLastIndex((value) => value <= height);
  if (index < 0) return null;
  if (index === end) return 0;
  const low = line[index] ?? height;
  const high = line[index + 1] ?? low;
  return end - index - (high > low ? (height - low) / (high - low) : 0);
}

/**
 * What happened between the ends of two days of the diagram. Null when the days are not in it or not in order. Widths
 * and heights are those of the bands as drawn; arrivals and departures those of the lines that never fall.
 */
export function measureSpan(answer: CumulativeFlowAnswer, from: string, to: string): Span | null {
  const { columns, days } = answer;
  const begin = days.findIndex(({ date }) => date === from);
  const end = days.findIndex(({ date }) => date === to);
  const [first, last] = [days[begin], days[end]];
  if (!first || !last || begin >= end) return null;
  const sum = ({ counts }: FlowDay, test: (column: (typeof columns)[number]) => boolean) =>
    columns.filter(test).reduce((total, { id }) => total + (counts[id] ?? 0), 0);
  const committed = days.slice(0, end + 1).map((day) => sum(day, ({ isCommitted }) => isCommitted));
  const done = sum(last, ({ kind }) => kind === "done");
  const arrivals = arrivalColumn(answer)?.id ?? "";
  return {
    from,
    to,
    days: end - begin,
    arrived: (last.arrivals[arrivals] ?? 0) - (first.arrivals[arrivals] ?? 0),
    departed: last.departures - first.departures,
    wip: (committed.at(-1) ?? done) - done,
    cycleDays: widthAt(done, committed),
  };
}
