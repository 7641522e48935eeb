"use client";

import { memo, useMemo } from "react";
import {
  CartesianGrid,
  getNiceTickValues,
  ReferenceLine,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";
import { sayDays } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import type { DurationAnswer, DurationItem } from "@/lib/contracts/metrics/duration";
import { dayMs } from "@/lib/domain/duration";
import { useOpenCard } from "../../cards/use-open-card";
import { dayAxisLook, placeOf } from "../../charts/day-axis";
import { LimitLines } from "../../charts/limit-lines";
import { labelledValues } from "../../charts/line-labels";
import { axisLabel, axisLook, chartHeight, chartMargin, daysWords, gridLook } from "../../charts/looks";
import { CardDots, DotCrowd } from "../../points/card-dots";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { PointWords } from "../../points/point-words";
import { useReportView } from "../../view/report-view";
import { medianLines, percentileLines } from "./series";
import { type DurationKind, durationName } from "./words";

type DurationPictureProps = { kind: DurationKind; answer: DurationAnswer; before: DurationAnswer | null };

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
export const DurationPicture = memo(function DurationPicture({ kind, answer, before }: DurationPictureProps) {
  const locale = useLocale();
  const points = useMemo(
    () => answer.items.map((item) => ({ ...item, place: Date.parse(item.finishedAt) })),
    [answer.items],
  );
  const openCard = useOpenCard();
  const wordsOf = useWordsOf(kind, answer);
  const scale = useMemo(() => getNiceTickValues([0, longestOf(answer)], 5, false), [answer]);
  return (
    <PointField
      label={`Finished cards by day and ${durationName(kind).toLowerCase()}`}
      height={chartHeight}
      points={points}
      valuesOf={valuesOf}
      along="both"
      wordsOf={wordsOf}
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
        {before && <EarlierLines before={before} />}
        <PercentileLines answer={answer} />
        <LimitLines />
        <Dots points={points} />
        <MedianLines medians={answer.medians} />
        <PointSpots />
      </ScatterChart>
    </PointField>
  );
});

/** What a dot says of its card. */
function useWordsOf(kind: DurationKind, answer: DurationAnswer) {
  const { boardKey } = useReportView();
  const instant = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: answer.timeZone });
  const began = (item: DurationItem) => (kind === "cycle-time" ? item.startedAt : item.createdAt);
  return (item: DurationItem): PointWords => ({
    title: `${boardKey}-${item.number} ${item.title}`,
    rows: [
      { name: durationName(kind), value: sayDays(item.days, answer) },
      { name: kind === "cycle-time" ? "Started" : "Created", value: instant.format(new Date(began(item))) },
      { name: "Finished", value: instant.format(new Date(item.finishedAt)) },
    ],
    action: "to open the card",
  });
}

function Dots({ points }: { points: Point[] }) {
  return points.length > crowd ? (
    <DotCrowd points={points} valuesOf={valuesOf} colour={dotColour} diameter={crowdDiameter} />
  ) : (
    <CardDots points={points} valuesOf={valuesOf} lookOf={lookOfDot} keyOf={keyOfDot} scale={dotScale} />
  );
}

function PercentileLines({ answer }: { answer: DurationAnswer }) {
  const lines = percentileLines(answer);
  const labelled = labelledValues(
    lines.map(({ days }) => days),
    longestOf(answer),
  );
  return lines.map(({ percent, days }) => (
    <ReferenceLine
      key={percent}
      y={days}
      stroke="var(--chart-6)"
      strokeDasharray={percent === 50 ? "6 4" : "3 3"}
      {...(labelled.has(days) && { label: axisLabel(`${percent}\u00a0%: ${daysWords(days)}`) })}
    />
  ));
}

function EarlierLines({ before }: { before: DurationAnswer }) {
  return percentileLines(before)
    .filter(({ percent }) => earlierPercents.includes(percent))
    .map(({ percent, days }) => (
      <ReferenceLine
        key={percent}
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
    ));
}

function MedianLines({ medians }: { medians: DurationAnswer["medians"] }) {
  const lines = useMemo(
    () =>
      medianLines(medians).map((line) =>
        line.map((point) => ({ ...point, place: placeOf(point.date) + middleOfDay * dayMs })),
      ),
    [medians],
  );
  return lines.map((line) => (
    <Scatter
      key={line[0]?.date}
      data={line}
      line={{ stroke: "var(--foreground)", strokeWidth: 1.75 }}
      shape={() => <g />}
      isAnimationActive={false}
      className="pointer-events-none"
    />
  ));
}
