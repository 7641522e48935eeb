"use client";

import { memo } from "react";
import { CartesianGrid, ReferenceArea, ScatterChart, YAxis } from "recharts";
import { sayDays } from "@/lib/client/format/day-count";
import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import { useOpenCard } from "../../cards/use-open-card";
import { ColumnAxis } from "../../charts/column-axis";
import { labelledValues } from "../../charts/line-labels";
import { axisLabel, axisLook, chartHeight, chartMargin, daysWords, gridLook } from "../../charts/looks";
import { CardDots } from "../../points/card-dots";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import { lookOf } from "./risk-looks";
import { type AgeingColumn, type AgeingDot, type PaceBand, paceLevels } from "./series";
import { riskWord } from "./words";

type AgeingPictureProps = {
  answer: WorkItemAgeAnswer;
  columns: AgeingColumn[];
  dots: AgeingDot[];
  bands: PaceBand[];
};

/** Half of a column's width, with a gap to the next. */
const halfWidth = 0.49;

const valuesOf = ({ place, ageDays }: AgeingDot) => ({ x: place, y: ageDays });
const lookOfDot = ({ risk }: AgeingDot) => lookOf(risk);
const keyOfDot = ({ cardId }: AgeingDot) => cardId;

/** The higher the band, the stronger. */
const bandOpacity = (level: number) => 0.07 + level * 0.07;

function topOf(dots: readonly AgeingDot[], bands: readonly PaceBand[]): number {
  let top = 1;
  for (const { ageDays } of dots) top = Math.max(top, ageDays);
  for (const { to } of bands) top = Math.max(top, to);
  return top;
}

/** Dots by column and age before bands of pace. */
export const AgeingPicture = memo(function AgeingPicture(props: AgeingPictureProps) {
  const { answer, columns, dots, bands } = props;
  const { boardKey } = useReportView();
  const openCard = useOpenCard();
  const top = topOf(dots, bands);
  return (
    <PointField
      label="Cards in progress by column and age"
      height={chartHeight}
      points={dots}
      valuesOf={valuesOf}
      along="both"
      wordsOf={(dot) => ({
        title: `${boardKey}-${dot.number} ${dot.title}`,
        rows: [
          { name: `In ${dot.column}, age`, value: sayDays(dot.ageDays, answer) },
          ...(answer.expectation ? [{ name: "State", value: riskWord(dot.risk, answer) ?? "" }] : []),
        ],
        action: "to open the card",
      })}
      onOpen={({ cardId }, isApart) => openCard(cardId, isApart)}
      className="cursor-pointer"
    >
      <ScatterChart margin={{ ...chartMargin, right: 72 }} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <ColumnAxis names={columns.map(({ name, cards }) => `${name} (${cards})`)} />
        <YAxis
          {...axisLook}
          dataKey="ageDays"
          type="number"
          domain={[0, top]}
          allowDataOverflow
          width={52}
          allowDecimals={false}
          tickFormatter={daysWords}
        />
        <PaceBands bands={bands} />
        <PaceLabels
          bands={bands.filter(({ place }) => place === columns.length - 1)}
          levels={paceLevels(answer)}
          top={top}
        />
        <CardDots points={dots} valuesOf={valuesOf} lookOf={lookOfDot} keyOf={keyOfDot} />
        <PointSpots />
      </ScatterChart>
    </PointField>
  );
});

function PaceBands({ bands }: { bands: PaceBand[] }) {
  return bands.map(({ columnId, place, from, to, level }) => (
    <ReferenceArea
      key={`${columnId} ${level}`}
      x1={place - halfWidth}
      x2={place + halfWidth}
      y1={from}
      y2={to}
      fill="var(--chart-8)"
      fillOpacity={bandOpacity(level)}
      stroke="none"
    />
  ));
}

/** The percentiles of the last column's bands, beside them. */
function PaceLabels({ bands, levels, top }: { bands: PaceBand[]; levels: number[]; top: number }) {
  const labelled = labelledValues(
    bands.map(({ to }) => to),
    top,
  );
  return bands
    .filter(({ to }) => labelled.has(to))
    .map(({ place, to, level }) => (
      <ReferenceArea
        key={level}
        x1={place + halfWidth}
        x2={place + halfWidth}
        y1={to}
        y2={to}
        label={axisLabel(`${levels[level]}\u00a0%: ${daysWords(to)}`)}
      />
    ));
}
