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
import { medianLines, percentileLines } from "@/lib/client/duration-series";
import { type DurationKind, durationName } from "@/lib/client/duration-words";
import { labelledValues } from "@/lib/client/line-labels";
import { plural } from "@/lib/client/plural";
import type { DurationAnswer, DurationItem } from "@/lib/contracts/metrics";
import { drawDots } from "./card-dot";
import {
  axisLabel,
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
import { DotField } from "./dot-field";
import type { LimitMark } from "./limit-marks";

type DurationPictureProps = {
  kind: DurationKind;
  answer: DurationAnswer;
  boardId: string;
  boardKey: string;
  marks: LimitMark[];
  locale: string;
};

const dayMs = 86_400_000;
/** Dots are smaller than elsewhere, and smaller still where there are many. */
const dotScale = 0.7;
const crowdScale = 0.45;
const crowd = 1_500;
const middleOfDay = 0.5;

/** Finished cards by day and length, before lines of percentiles and the moving median. */
export function DurationPicture({ kind, answer, boardId, boardKey, marks, locale }: DurationPictureProps) {
  const points = useMemo(
    () => answer.items.map((item) => ({ ...item, place: Date.parse(item.finishedAt) })),
    [answer.items],
  );
  const medians = useMemo(
    () =>
      medianLines(answer.medians).map((line) =>
        line.map((point) => ({ ...point, place: placeOf(point.date) + middleOfDay * dayMs })),
      ),
    [answer.medians],
  );
  const lines = percentileLines(answer);
  const labelled = labelledValues(
    lines.map(({ days }) => days),
    answer.histogram.at(-1)?.days ?? 1,
  );
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: answer.timeZone });
  const began = (item: DurationItem) => (kind === "cycle-time" ? item.startedAt : item.createdAt);
  const wordsOf = (item: DurationItem) =>
    `${boardKey}-${item.number} ${item.title}: ${plural(item.days, "day")}, finished ${instant.format(new Date(item.finishedAt))}`;
  return (
    <DotField label={`Finished cards by day and ${durationName(kind).toLowerCase()}`}>
      <ResponsiveContainer width="100%" height={chartHeight}>
        <ScatterChart margin={{ ...chartMargin, right: 76 }} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="place"
            type="number"
            domain={[placeOf(answer.from), placeOf(answer.to) + dayMs]}
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
              if (!active || !item?.cardId) return null;
              return (
                <ChartTip title={`${boardKey}-${item.number} ${item.title}`}>
                  <TipRow name={durationName(kind)} value={plural(item.days, "day")} />
                  <TipRow
                    name={kind === "cycle-time" ? "Started" : "Created"}
                    value={instant.format(new Date(began(item)))}
                  />
                  <TipRow name="Finished" value={instant.format(new Date(item.finishedAt))} />
                </ChartTip>
              );
            }}
          />
          {lines.map(({ percent, days }) => (
            <ReferenceLine
              key={percent}
              y={days}
              stroke="var(--chart-6)"
              strokeDasharray={percent === 50 ? "6 4" : "3 3"}
              {...(labelled.has(days) && { label: axisLabel(`${percent}\u00a0%: ${daysWords(days)}`) })}
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
            isAnimationActive={false}
            shape={drawDots((item: DurationItem) => ({
              href: `/boards/${boardId}?card=${item.cardId}`,
              words: wordsOf(item),
              outline: "circle",
              colour: "var(--chart-1)",
              scale: points.length > crowd ? crowdScale : dotScale,
            }))}
          />
          {medians.map((line) => (
            <Scatter
              key={line[0]?.date}
              data={line}
              line={{ stroke: "var(--foreground)", strokeWidth: 1.75 }}
              shape={() => <g />}
              isAnimationActive={false}
              className="pointer-events-none"
            />
          ))}
        </ScatterChart>
      </ResponsiveContainer>
    </DotField>
  );
}
