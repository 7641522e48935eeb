"use client";

import { useMemo } from "react";
import { CartesianGrid, getNiceTickValues, ScatterChart, XAxis, YAxis } from "recharts";
import { queueAgeSentence } from "@/components/reports/metrics/report-words";
import { spokenDuration } from "@/lib/client/format/durations";
import { useLocale } from "@/lib/client/format/use-locale";
import type { QueueAgeAnswer } from "@/lib/contracts/metrics/queue-age";
import { useOpenCard } from "../../cards/use-open-card";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartHeight, chartMargin, daysWords, gridLook } from "../../charts/chart-theme";
import { ColumnTick, columnTickHeight } from "../../charts/column-tick";
import { CardDots } from "../../points/card-dots";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type QueueAgeChartProps = { answer: QueueAgeAnswer; boardId: string; boardKey: string };

/** `place`: its column's, from 0 at the left. */
type Point = QueueAgeAnswer["columns"][number]["items"][number] & {
  column: string;
  place: number;
  ageInDays: number;
};

const valuesOf = ({ place, ageInDays }: Point) => ({ x: place, y: ageInDays });
const lookOfDot = () => ({ outline: "circle", colour: "var(--chart-2)" }) as const;
const keyOfDot = ({ cardId }: Point) => cardId;

const dayMs = 86_400_000;

/** How long each card has been in its present column; the backlog is left out, since nothing is promised there. */
export function QueueAgeReport({ answer, boardId, boardKey }: QueueAgeChartProps) {
  const columns = useMemo(() => answer.columns.filter(({ kind }) => kind !== "backlog"), [answer.columns]);
  const held = useMemo(() => columns.filter(({ n }) => n > 0), [columns]);
  const points = useMemo(
    () =>
      held.flatMap(({ name, items }, place): Point[] =>
        items.map((item) => ({ ...item, column: name, place, ageInDays: item.elapsedMs / dayMs })),
      ),
    [held],
  );
  const scale = getNiceTickValues([0, Math.max(...points.map(({ ageInDays }) => ageInDays))], 5);
  const openCard = useOpenCard(boardId);
  const moment = new Intl.DateTimeFormat(useLocale(), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: answer.timeZone,
  });
  return (
    <ChartFrame
      title="Queue age"
      sentence={queueAgeSentence(answer)}
      definition="queue-age"
      cards={points.length}
      excluded={[
        ...answer.excluded,
        ...answer.columns
          .filter(({ kind, n }) => kind === "backlog" && n > 0)
          .map(({ name, n }) => ({ count: n, why: `in ${name}, not committed` })),
      ]}
      fileName="queue-age"
      isEmpty={points.length === 0}
      emptyWords="No card is in a queue or being worked on."
      table={{
        headers: ["Column", "Card", "Title", "In this column for (hours)", "Altogether (hours)"],
        rows: points.map((point) => [
          point.column,
          `${boardKey}-${point.number}`,
          point.title,
          Math.round(point.elapsedMs / 3_600_000),
          Math.round(point.dwellMs / 3_600_000),
        ]),
      }}
      legend={
        <p className="px-3 pt-2 text-xs text-muted-foreground">
          As of {moment.format(new Date(answer.asOf))}.{" "}
          {held
            .map(({ name, n, percentiles }) => {
              const most = percentiles["85"];
              return `${name}: ${n}${most == null ? "" : `, 85 % up to ${spokenDuration(most)}`}`;
            })
            .join(" · ")}
        </p>
      }
    >
      <PointField
        label="Cards by column and time in it"
        height={chartHeight}
        points={points}
        valuesOf={valuesOf}
        along="both"
        read={(point) => ({
          title: `${boardKey}-${point.number} ${point.title}`,
          rows: [
            { name: `In ${point.column} for`, value: spokenDuration(point.elapsedMs) },
            ...(point.dwellMs > point.elapsedMs
              ? [{ name: "Over all visits", value: spokenDuration(point.dwellMs) }]
              : []),
          ],
          action: "to open the card",
        })}
        onOpen={({ cardId }, isApart) => openCard(cardId, isApart)}
        className="cursor-pointer"
      >
        <ScatterChart margin={chartMargin} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="place"
            type="number"
            domain={[-0.5, Math.max(held.length - 0.5, 0.5)]}
            allowDataOverflow
            ticks={[...held.keys()]}
            tickFormatter={(place: number) => held[place]?.name ?? ""}
            interval={0}
            height={columnTickHeight}
            tick={<ColumnTick names={held.map(({ name }) => name)} />}
          />
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
          <CardDots points={points} valuesOf={valuesOf} lookOf={lookOfDot} keyOf={keyOfDot} />
          <PointSpots />
        </ScatterChart>
      </PointField>
    </ChartFrame>
  );
}
