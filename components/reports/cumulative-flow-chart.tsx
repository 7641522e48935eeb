"use client";

import { useMemo } from "react";
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { cumulativeFlowSentence } from "@/lib/client/report-words";
import { useLocale } from "@/lib/client/use-locale";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics";
import { ChartFrame } from "./chart-frame";
import {
  axisLook,
  chartHeight,
  chartMargin,
  columnColours,
  dayAt,
  dayWords,
  gridLook,
  placeOf,
} from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";
import type { LimitMark } from "./limit-marks";
import { MarkList } from "./mark-list";

type CumulativeFlowChartProps = {
  answer: CumulativeFlowAnswer;
  marks: LimitMark[];
  onOpenDay: (date: string) => void;
};

/** Cards in each column at the end of every day, stacked with done at the bottom. */
export function CumulativeFlowChart({ answer, marks, onOpenDay }: CumulativeFlowChartProps) {
  const locale = useLocale();
  const rightToLeft = useMemo(() => [...answer.columns].reverse(), [answer.columns]);
  const points = useMemo(
    () => answer.days.map(({ date, counts }) => ({ place: placeOf(date), date, ...counts })),
    [answer.days],
  );
  const colours = useMemo(() => columnColours(answer.columns), [answer.columns]);
  const colourOf = (index: number) => colours[answer.columns.length - 1 - index];
  const doneBefore = useMemo(() => {
    const first = answer.days[0];
    const done = answer.columns.filter(({ kind }) => kind === "done");
    return done.reduce((sum, { id }) => sum + (first?.counts[id] ?? 0), 0);
  }, [answer]);
  return (
    <ChartFrame
      title="Cumulative flow"
      sentence={cumulativeFlowSentence(answer)}
      definition="cumulative-flow"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="cumulative-flow"
      isEmpty={answer.days.length === 0 || answer.cards === 0}
      emptyWords="No card has been on this board yet. Bands appear as soon as cards move."
      table={{
        headers: ["Day", ...answer.columns.map(({ name }) => name), "Reached done"],
        rows: answer.days.map(({ date, counts, departures }) => [
          date,
          ...answer.columns.map(({ id }) => counts[id] ?? 0),
          departures,
        ]),
      }}
      legend={
        <>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 px-3 pt-2 text-xs text-muted-foreground">
            {answer.columns.map(({ id, name }, index) => (
              <li key={id} className="flex items-center gap-1.5">
                <span
                  className="size-2.5 rounded-xs"
                  style={{ backgroundColor: colours[index] }}
                  aria-hidden
                />
                {name}
              </li>
            ))}
          </ul>
          {doneBefore > 0 && (
            <p className="px-3 pt-1 text-xs text-muted-foreground">
              The scale begins at {doneBefore.toLocaleString("en")}, the cards that were done on the first
              day.
            </p>
          )}
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <ResponsiveContainer width="100%" height={chartHeight}>
        <AreaChart
          data={points}
          margin={chartMargin}
          accessibilityLayer
          onClick={(state) => {
            if (typeof state.activeLabel === "number") onOpenDay(dayAt(state.activeLabel));
          }}
          className="cursor-pointer"
        >
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="place"
            type="number"
            domain={["dataMin", "dataMax"]}
            scale="time"
            tickFormatter={(place: number) => dayWords(dayAt(place), locale, "short")}
            minTickGap={40}
          />
          <YAxis
            {...axisLook}
            width={44}
            allowDecimals={false}
            domain={[doneBefore, "auto"]}
            allowDataOverflow
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as (Record<string, number> & { date: string }) | undefined;
              if (!active || !point) return null;
              return (
                <ChartTip title={dayWords(point.date, locale)}>
                  {answer.columns.map(({ id, name }, index) => (
                    <TipRow key={id} colour={colours[index]} name={name} value={point[id] ?? 0} />
                  ))}
                  <p className="mt-1 text-muted-foreground">Click to see the cards.</p>
                </ChartTip>
              );
            }}
          />
          {rightToLeft.map(({ id, name }, index) => (
            <Area
              key={id}
              dataKey={id}
              name={name}
              stackId="flow"
              type="stepAfter"
              stroke="var(--card)"
              strokeWidth={0.75}
              fill={colourOf(index)}
              fillOpacity={0.9}
              isAnimationActive={false}
            />
          ))}
          {marks.map(({ place, words }) => (
            <ReferenceLine
              key={`${place}${words}`}
              x={place}
              stroke="var(--foreground)"
              strokeDasharray="3 3"
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
