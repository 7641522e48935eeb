import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";
import { seriesColour } from "../../charts/colours";

export type VisitedColumn = TimeInColumnAnswer["columns"][number];

/** One figure of every column: its name, its value in ms, and its colour. */
export type VisitSeries = {
  key: string;
  name: string;
  of: (column: VisitedColumn) => number | null;
  colour: string;
};

/** The mean, then the percentiles in ascending order. */
export function seriesOf({ columns }: TimeInColumnAnswer): VisitSeries[] {
  const percents = Object.keys(columns[0]?.percentiles ?? {}).sort((a, b) => Number(a) - Number(b));
  const values: Omit<VisitSeries, "colour">[] = [
    { key: "mean", name: "Mean", of: ({ meanMs }) => meanMs },
    ...percents.map((percent) => ({
      key: percent,
      name: `${percent} %`,
      of: ({ percentiles }: VisitedColumn) => percentiles[percent] ?? null,
    })),
  ];
  return values.map((value, index) => ({ ...value, colour: seriesColour(index) }));
}
