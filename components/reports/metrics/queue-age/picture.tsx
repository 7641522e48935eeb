"use client";

import { CartesianGrid, getNiceTickValues, ScatterChart, YAxis } from "recharts";
import { spokenDuration } from "@/lib/client/format/durations";
import { useOpenCard } from "../../cards/use-open-card";
import { ColumnAxis } from "../../charts/column-axis";
import { axisLook, chartHeight, chartMargin, daysWords, gridLook } from "../../charts/looks";
import { CardDots } from "../../points/card-dots";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import type { QueueColumn, QueuedCard } from "./series";

const valuesOf = ({ place, ageInDays }: QueuedCard) => ({ x: place, y: ageInDays });
const lookOfDot = () => ({ outline: "circle", colour: "var(--chart-2)" }) as const;
const keyOfDot = ({ cardId }: QueuedCard) => cardId;

type QueueAgePictureProps = { columns: readonly QueueColumn[]; cards: readonly QueuedCard[] };

/** Dots by column and time in it. */
export function QueueAgePicture({ columns, cards }: QueueAgePictureProps) {
  const { boardKey } = useReportView();
  const openCard = useOpenCard();
  const scale = getNiceTickValues([0, Math.max(...cards.map(({ ageInDays }) => ageInDays))], 5);
  return (
    <PointField
      label="Cards by column and time in it"
      height={chartHeight}
      points={cards}
      valuesOf={valuesOf}
      along="both"
      wordsOf={(card) => ({
        title: `${boardKey}-${card.number} ${card.title}`,
        rows: [
          { name: `In ${card.column} for`, value: spokenDuration(card.elapsedMs) },
          ...(card.dwellMs > card.elapsedMs
            ? [{ name: "Over all visits", value: spokenDuration(card.dwellMs) }]
            : []),
        ],
        action: "to open the card",
      })}
      onOpen={({ cardId }, isApart) => openCard(cardId, isApart)}
      className="cursor-pointer"
    >
      <ScatterChart margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <ColumnAxis names={columns.map(({ name }) => name)} />
        <YAxis
          {...axisLook}
          dataKey="ageInDays"
          type="number"
          width={56}
          domain={[0, scale.at(-1) ?? 1]}
          allowDataOverflow
          ticks={scale}
          tickFormatter={daysWords}
        />
        <CardDots points={cards} valuesOf={valuesOf} lookOf={lookOfDot} keyOf={keyOfDot} />
        <PointSpots />
      </ScatterChart>
    </PointField>
  );
}
