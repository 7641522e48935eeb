"use client";

import { useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { wipSentence } from "@/components/reports/metrics/wip/words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { WipAnswer } from "@/lib/contracts/metrics/wip";
import { ChartFrame } from "../../charts/chart-frame";
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
import { MarkList } from "../../charts/mark-list";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { LimitMark } from "../../view/limit-marks";

type WipChartProps = {
  answer: WipAnswer;
  boardColumns: CumulativeFlowAnswer["columns"];
  marks: LimitMark[];
  onOpenDay: (date: string) => void;
};

/** The line of all that was started and is not finished. */
const totalKey = {
  key: "total",
  name: "Started, not finished",
  colour: "var(--foreground)",
  mark: <LineMark />,
} as const;

/** Cards in each queue and active column at the end of every day, and the work in progress beside them. */
export function WipReport({ answer, boardColumns, marks, onOpenDay }: WipChartProps) {
  const locale = useLocale();
  const columns = useMemo(() => {
    const colours = columnColours(boardColumns);
    const counted = answer.days[0]?.byColumn ?? {};
    return boardColumns
      .map(({ id, name }, index) => ({ key: id, id, name, colour: colours[index] ?? "" }))
      .filter(({ id }) => id in counted);
  }, [answer.days, boardColumns]);
  const series = useMemo(() => [...columns, totalKey], [columns]);
  const shown = useHiddenSeries(
    "wip-off",
    series.map(({ key }) => key),
  );
  const points = useMemo(
    () => answer.days.map(({ date, wip, byColumn }) => ({ place: placeOf(date), date, wip, byColumn })),
    [answer.days],
  );
  return (
    <ChartFrame
      title="Work in progress over time"
      sentence={wipSentence(answer)}
      definition="wip"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="wip"
      isEmpty={points.length === 0 || answer.cards === 0}
      emptyWords="No card has been on this board yet."
      table={{
        headers: ["Day", ...columns.map(({ name }) => name), "Started, not finished"],
        rows: answer.days.map(({ date, wip, byColumn }) => [
          date,
          ...columns.map(({ id }) => byColumn[id] ?? 0),
          wip,
        ]),
      }}
      legend={
        <>
          <SeriesKeys keys={series} {...shown} />
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            Areas: cards in each column at the end of the day, what limits look at. Line: cards started and
            not finished. They differ for cards sent back or reopened.
          </p>
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <PointField
        label="Work in progress by day"
        height={chartHeight}
        points={points}
        valuesOf={({ place, wip }) => ({ x: place, y: wip })}
        read={({ date, wip, byColumn }) => ({
          title: dayWords(date, locale),
          rows: [
            ...columns.map(({ id, name, colour }) => ({ name, value: byColumn[id] ?? 0, colour })),
            { name: "Started, not finished", value: wip },
          ],
          action: "to see the cards",
        })}
        onOpen={({ date }) => onOpenDay(date)}
        className="cursor-pointer"
      >
        <ComposedChart data={points} margin={chartMargin} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis {...dayAxisLook(locale)} domain={["dataMin", "dataMax"]} />
          <YAxis {...axisLook} width={40} allowDecimals={false} />
          {[...columns].reverse().map(({ id, name, colour }) => (
            <Area
              key={id}
              hide={shown.hidden.has(id)}
              dataKey={({ byColumn }: (typeof points)[number]) => byColumn[id] ?? 0}
              name={name}
              stackId="wip"
              {...bandLook}
              fill={colour}
            />
          ))}
          <Line
            dataKey="wip"
            hide={shown.hidden.has(totalKey.key)}
            type="stepAfter"
            stroke="var(--foreground)"
            strokeWidth={1.5}
            dot={false}
            isAnimationActive={false}
          />
          {marks.map(({ place, words }) => (
            <ReferenceLine key={`${place}${words}`} x={place} {...markLook} />
          ))}
          <PointSpots />
        </ComposedChart>
      </PointField>
    </ChartFrame>
  );
}

function LineMark() {
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden>
      <path d="M0 6h12" stroke="var(--foreground)" strokeWidth={1.75} />
    </svg>
  );
}
