"use client";

import { useMemo } from "react";
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { cycleTimeSentence } from "@/lib/client/report-words";
import { useLocale } from "@/lib/client/use-locale";
import type { DurationAnswer, DurationItem } from "@/lib/contracts/metrics";
import { ChartFrame } from "./chart-frame";
import {
  axisLook,
  chartHeight,
  chartMargin,
  dayAt,
  daysWords,
  dayWords,
  gridLook,
  placeOf,
} from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";
import type { LimitMark } from "./limit-marks";

type CycleTimeChartProps = {
  answer: DurationAnswer;
  boardKey: string;
  marks: LimitMark[];
  onOpenCard: (cardId: string) => void;
};

/** Each finished card as a point: when it finished, and in how many days. */
export function CycleTimeChart({ answer, boardKey, marks, onOpenCard }: CycleTimeChartProps) {
  const locale = useLocale();
  const points = useMemo(
    () => answer.items.map((item) => ({ ...item, place: Date.parse(item.finishedAt) })),
    [answer.items],
  );
  const lines = Object.entries(answer.percentiles).filter(
    (line): line is [string, number] => line[1] !== null,
  );
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: answer.timeZone });
  return (
    <ChartFrame
      title="Cycle time"
      sentence={cycleTimeSentence(answer)}
      definition="cycle-time"
      cards={answer.n}
      excluded={answer.excluded}
      fileName="cycle-time"
      isEmpty={answer.n === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{
        headers: ["Card", "Title", "Started", "Finished", "Days"],
        rows: answer.items.map((item) => [
          `${boardKey}-${item.number}`,
          item.title,
          item.startedAt,
          item.finishedAt,
          item.days,
        ]),
      }}
      legend={
        <p className="px-3 pt-2 text-xs text-muted-foreground">
          Lines: the number of days within which that share of the cards was finished.
          {answer.isSample && " An even sample of the cards is drawn; the figures stand on all of them."}
        </p>
      }
    >
      <ResponsiveContainer width="100%" height={chartHeight}>
        <ScatterChart margin={{ ...chartMargin, right: 84 }} accessibilityLayer>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="place"
            type="number"
            domain={[placeOf(answer.from), placeOf(answer.to) + 86_400_000]}
            scale="time"
            tickFormatter={(place: number) => dayWords(dayAt(place), locale, "short")}
            minTickGap={40}
          />
          <YAxis
            {...axisLook}
            dataKey="days"
            type="number"
            width={48}
            allowDecimals={false}
            tickFormatter={daysWords}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={false}
            content={({ active, payload }) => {
              const item = payload?.[0]?.payload as DurationItem | undefined;
              if (!active || !item) return null;
              return (
                <ChartTip title={`${boardKey}-${item.number} ${item.title}`}>
                  <TipRow name="Cycle time" value={item.days === 1 ? "1 day" : `${item.days} days`} />
                  <TipRow name="Started" value={instant.format(new Date(item.startedAt))} />
                  <TipRow name="Finished" value={instant.format(new Date(item.finishedAt))} />
                </ChartTip>
              );
            }}
          />
          {lines.map(([percent, days]) => (
            <ReferenceLine
              key={percent}
              y={days}
              stroke="var(--chart-6)"
              strokeDasharray={percent === "50" ? "6 4" : "3 3"}
              label={{
                value: `${percent}\u00a0%: ${daysWords(days)}`,
                position: "right",
                fill: "var(--chart-axis)",
                fontSize: 11,
              }}
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
          <Scatter
            data={points}
            fill="var(--chart-1)"
            fillOpacity={0.65}
            isAnimationActive={false}
            className="cursor-pointer"
            onClick={(point) => onOpenCard((point.payload as DurationItem).cardId)}
          />
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
