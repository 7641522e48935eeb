"use client";

import { useMemo } from "react";
import {
  CartesianGrid,
  getNiceTickValues,
  ReferenceLine,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";
import { labelledValues } from "@/components/reports/charts/line-labels";
import { medianLines, percentileLines } from "@/components/reports/metrics/cycle-time/series";
import { type DurationKind, durationName } from "@/components/reports/metrics/cycle-time/words";
import { sayDays } from "@/lib/client/format/day-count";
import type { DurationAnswer, DurationItem } from "@/lib/contracts/metrics/duration";
import { useOpenCard } from "../../cards/use-open-card";
import {
  axisLabel,
  axisLook,
  chartHeight,
  chartMargin,
  dayAxisLook,
  daysWords,
  gridLook,
  markLook,
  placeOf,
} from "../../charts/chart-theme";
import { CardDots, DotCrowd } from "../../points/card-dots";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { LimitMark } from "../../view/limit-marks";

type DurationPictureProps = {
  kind: DurationKind;
  answer: DurationAnswer;
  before: DurationAnswer | null;
  boardId: string;
  boardKey: string;
  marks: LimitMark[];
  locale: string;
};

const dayMs = 86_400_000;
/** Dots are smaller than elsewhere, and smaller still where there are many. */
const dotScale = 0.7;
const crowd = 1_500;
const crowdDiameter = 5;
const dotColour = "var(--chart-1)";
const middleOfDay = 0.5;
/** Which percentiles of the period before are drawn; all of them are said. */
const earlierPercents = [50, 85];

type Point = DurationItem & { place: number };

const valuesOf = ({ place, days }: Point) => ({ x: place, y: days });
const lookOfDot = () => ({ outline: "circle", colour: dotColour }) as const;
const keyOfDot = ({ cardId }: Point) => cardId;

const longestOf = ({ histogram }: DurationAnswer) => histogram.at(-1)?.days ?? 1;

/** Finished cards by day and length, before lines of percentiles and the moving median. */
export function DurationPicture(props: DurationPictureProps) {
  const { kind, answer, before, boardId, boardKey, marks, locale } = props;
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
  const openCard = useOpenCard(boardId);
  const lines = percentileLines(answer);
  const labelled = labelledValues(
    lines.map(({ days }) => days),
    longestOf(answer),
  );
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: answer.timeZone });
  const began = (item: DurationItem) => (kind === "cycle-time" ? item.startedAt : item.createdAt);
  const scale = useMemo(() => getNiceTickValues([0, longestOf(answer)], 5, false), [answer]);
  return (
    <PointField
      label={`Finished cards by day and ${durationName(kind).toLowerCase()}`}
      height={chartHeight}
      points={points}
      valuesOf={valuesOf}
      along="both"
      read={(item) => ({
        title: `${boardKey}-${item.number} ${item.title}`,
        rows: [
          { name: durationName(kind), value: sayDays(item.days, answer) },
          {
            name: kind === "cycle-time" ? "Started" : "Created",
            value: instant.format(new Date(began(item))),
          },
          { name: "Finished", value: instant.format(new Date(item.finishedAt)) },
        ],
        action: "to open the card",
      })}
      onOpen={({ cardId }, isApart) => openCard(cardId, isApart)}
      className="cursor-pointer"
    >
      <ScatterChart margin={{ ...chartMargin, right: 76 }} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis
          {...dayAxisLook(locale)}
          domain={[placeOf(answer.from), placeOf(answer.to) + dayMs]}
          allowDataOverflow
        />
        <YAxis
          {...axisLook}
          dataKey="days"
          type="number"
          width={48}
          domain={[0, scale.at(-1) ?? 1]}
          allowDataOverflow
          ticks={scale}
          tickFormatter={daysWords}
        />
        {before &&
          percentileLines(before)
            .filter(({ percent }) => earlierPercents.includes(percent))
            .map(({ percent, days }) => (
              <ReferenceLine
                key={`before ${percent}`}
                y={days}
                stroke="var(--chart-8)"
                strokeWidth={1.5}
                label={{
                  value: `${percent}\u00a0% before: ${daysWords(days)}`,
                  position: "insideBottomLeft",
                  fill: "var(--chart-axis)",
                  fontSize: 11,
                }}
              />
            ))}
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
          <ReferenceLine key={`${place}${words}`} x={place} {...markLook} />
        ))}
        {points.length > crowd ? (
          <DotCrowd points={points} valuesOf={valuesOf} colour={dotColour} diameter={crowdDiameter} />
        ) : (
          <CardDots
            points={points}
            valuesOf={valuesOf}
            lookOf={lookOfDot}
            keyOf={keyOfDot}
            scale={dotScale}
          />
        )}
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
        <PointSpots />
      </ScatterChart>
    </PointField>
  );
}
