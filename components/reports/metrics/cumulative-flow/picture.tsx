"use client";

import { memo, useMemo } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  XAxis,
  YAxis,
} from "recharts";
import { arrivalColumn, type FlowReading } from "@/components/reports/metrics/cumulative-flow/reading";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import {
  axisLook,
  bandLook,
  chartHeight,
  chartMargin,
  columnColours,
  dayAxisLook,
  dayWords,
  gridLook,
  markLook,
  placeOf,
} from "../../charts/chart-theme";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { LimitMark } from "../../view/limit-marks";

type CumulativeFlowPictureProps = {
  answer: CumulativeFlowAnswer;
  marks: LimitMark[];
  locale: string;
  /** Where the scale begins: cards that were done before the first day. */
  doneBefore: number;
  reading: FlowReading | null;
  showsLines: boolean;
  /** Columns whose bands are switched off. */
  hidden: ReadonlySet<string>;
  onOpenDay: (date: string) => void;
  onPress: (date: string) => void;
  onDrag: (date: string) => void;
  onRelease: (date: string) => void;
};

/** The bands, with done at the bottom; with lines of arrivals and departures, and the two days of a reading. */
export const CumulativeFlowPicture = memo(function CumulativeFlowPicture(props: CumulativeFlowPictureProps) {
  const { answer, marks, locale, doneBefore, reading, showsLines, hidden } = props;
  const { columns } = answer;
  const arrivals = arrivalColumn(answer)?.id ?? "";
  // Bands are drawn from the end of the day before: the first day has a beginning, also where it is the only one.
  const drawn = useMemo(
    () =>
      [answer.before, ...answer.days].map((day) => ({
        ...day,
        place: placeOf(day.date),
        arrived: day.arrivals[arrivals] ?? 0,
      })),
    [answer.before, answer.days, arrivals],
  );
  const points = useMemo(() => drawn.slice(1), [drawn]);
  type Day = (typeof points)[number];
  const colours = columnColours(columns);
  const dragging = {
    onPress: ({ date }: Day) => props.onPress(date),
    onDrag: ({ date }: Day) => props.onDrag(date),
    onRelease: ({ date }: Day) => props.onRelease(date),
  };
  return (
    <PointField
      label="Cards in each column by day"
      height={chartHeight}
      points={points}
      valuesOf={({ place }) => ({ x: place })}
      read={({ date, counts }) => ({
        title: dayWords(date, locale),
        rows: columns.map(({ id, name }, index) => ({
          name,
          value: counts[id] ?? 0,
          colour: colours[index] ?? "",
        })),
        action: reading ? undefined : "to see the cards",
      })}
      {...(reading
        ? { dragging, className: "cursor-crosshair touch-pan-y select-none" }
        : { onOpen: ({ date }: Day) => props.onOpenDay(date), className: "cursor-pointer" })}
    >
      <ComposedChart data={drawn} margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis {...dayAxisLook(locale)} domain={["dataMin", "dataMax"]} />
        <YAxis
          {...axisLook}
          width={44}
          allowDecimals={false}
          domain={[doneBefore, "auto"]}
          allowDataOverflow
        />
        {[...columns.entries()].reverse().map(([index, { id, name }]) => (
          <Area
            key={id}
            hide={hidden.has(id)}
            dataKey={({ counts }: (typeof points)[number]) => counts[id] ?? 0}
            name={name}
            stackId="flow"
            {...bandLook}
            fill={colours[index] ?? ""}
          />
        ))}
        {showsLines &&
          ["arrived", "departures"].map((key) => (
            <Line
              key={key}
              dataKey={key}
              type="stepAfter"
              stroke="var(--foreground)"
              strokeWidth={1.75}
              strokeDasharray={key === "arrived" ? "0" : "6 3"}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        {marks.map(({ place, words }) => (
          <ReferenceLine key={`${place}${words}`} x={place} {...markLook} />
        ))}
        {reading && (
          <ReferenceArea
            x1={placeOf(reading.from)}
            x2={placeOf(reading.to)}
            fill="var(--foreground)"
            fillOpacity={0.12}
            stroke="var(--foreground)"
            strokeWidth={1.5}
          />
        )}
        <PointSpots />
      </ComposedChart>
    </PointField>
  );
});
