"use client";

import { memo, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceArea, XAxis, YAxis } from "recharts";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import { columnColours } from "../../charts/colours";
import { dayAxisLook, placeOf } from "../../charts/day-axis";
import { LimitLines } from "../../charts/limit-lines";
import { axisLook, bandLook, chartHeight, chartMargin, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { arrivalColumn, type Span } from "./span";

type FlowColumns = CumulativeFlowAnswer["columns"];
type FlowDay = CumulativeFlowAnswer["days"][number];

type CumulativeFlowPictureProps = {
  answer: CumulativeFlowAnswer;
  /** Where the scale begins: cards that were done before the first day. */
  doneBefore: number;
  span: Span | null;
  showsLines: boolean;
  /** Columns whose bands are switched off. */
  hidden: ReadonlySet<string>;
  onOpenDay: (date: string) => void;
  onPress: (date: string) => void;
  onDrag: (date: string) => void;
  onRelease: (date: string) => void;
};

const valuesOf = ({ place }: { place: number }) => ({ x: place });

/**
 * The days with their places, and with the cards that had come to the commitment point. Bands are drawn from the end of the
 * day before: the first day has a beginning, also where it is the only one.
 */
function placeDays(answer: CumulativeFlowAnswer) {
  const arrivals = arrivalColumn(answer)?.id ?? "";
  return [answer.before, ...answer.days].map((day) => ({
    ...day,
    place: placeOf(day.date),
    arrived: day.arrivals[arrivals] ?? 0,
  }));
}

/** The bands, with done at the bottom; with lines of arrivals and departures, and the two days of a span. */
export const CumulativeFlowPicture = memo(function CumulativeFlowPicture(props: CumulativeFlowPictureProps) {
  const { answer, doneBefore, span, showsLines, hidden } = props;
  const { columns } = answer;
  const locale = useLocale();
  const drawn = useMemo(() => placeDays(answer), [answer]);
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
      valuesOf={valuesOf}
      wordsOf={({ date, counts }) => ({
        title: dayWords(date, locale),
        rows: columns.map(({ id, name }, index) => ({
          name,
          value: counts[id] ?? 0,
          colour: colours[index] ?? "",
        })),
        action: span ? undefined : "to see the cards",
      })}
      {...(span
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
        <Bands columns={columns} hidden={hidden} />
        {showsLines && <RisingLines />}
        <LimitLines />
        {span && <SpanArea span={span} />}
        <PointSpots />
      </ComposedChart>
    </PointField>
  );
});

/** A band for each column, the last one at the bottom. */
function Bands({ columns, hidden }: { columns: FlowColumns; hidden: ReadonlySet<string> }) {
  const colours = columnColours(columns);
  return [...columns.entries()]
    .reverse()
    .map(([index, { id, name }]) => (
      <Area
        key={id}
        hide={hidden.has(id)}
        dataKey={({ counts }: FlowDay) => counts[id] ?? 0}
        name={name}
        stackId="flow"
        {...bandLook}
        fill={colours[index] ?? ""}
      />
    ));
}

/** Arrivals and departures. */
function RisingLines() {
  return ["arrived", "departures"].map((key) => (
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
  ));
}

function SpanArea({ span }: { span: Span }) {
  return (
    <ReferenceArea
      x1={placeOf(span.from)}
      x2={placeOf(span.to)}
      fill="var(--foreground)"
      fillOpacity={0.12}
      stroke="var(--foreground)"
      strokeWidth={1.5}
    />
  );
}
