"use client";

import { useMemo } from "react";
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import { spokenDuration } from "@/lib/client/durations";
import { queueAgeSentence } from "@/lib/client/report-words";
import { useLocale } from "@/lib/client/use-locale";
import type { QueueAgeAnswer } from "@/lib/contracts/metrics";
import { drawDots } from "./card-dot";
import { ChartFrame } from "./chart-frame";
import { axisLook, chartHeight, chartMargin, daysWords, gridLook } from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";
import { ColumnTick, columnTickHeight } from "./column-tick";
import { DotField } from "./dot-field";

type QueueAgeChartProps = { answer: QueueAgeAnswer; boardId: string; boardKey: string };

type Point = QueueAgeAnswer["columns"][number]["items"][number] & { column: string; ageInDays: number };

const dayMs = 86_400_000;

/** How long each card has been in its present column; the backlog is left out, since nothing is promised there. */
export function QueueAgeChart({ answer, boardId, boardKey }: QueueAgeChartProps) {
  const columns = useMemo(() => answer.columns.filter(({ kind }) => kind !== "backlog"), [answer.columns]);
  const points = useMemo(
    () =>
      columns.flatMap(({ name, items }): Point[] =>
        items.map((item) => ({ ...item, column: name, ageInDays: item.elapsedMs / dayMs })),
      ),
    [columns],
  );
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
          {columns
            .filter(({ n }) => n > 0)
            .map(({ name, n, percentiles }) => {
              const most = percentiles["85"];
              return `${name}: ${n}${most == null ? "" : `, 85 % up to ${spokenDuration(most)}`}`;
            })
            .join(" · ")}
        </p>
      }
    >
      <DotField label="Cards by column and time in it">
        <ResponsiveContainer width="100%" height={chartHeight}>
          <ScatterChart margin={chartMargin} accessibilityLayer={false}>
            <CartesianGrid {...gridLook} />
            <XAxis
              {...axisLook}
              dataKey="column"
              type="category"
              allowDuplicatedCategory={false}
              interval={0}
              height={columnTickHeight}
              tick={<ColumnTick columns={columns.filter(({ n }) => n > 0).length} />}
            />
            <YAxis {...axisLook} dataKey="ageInDays" type="number" width={56} tickFormatter={daysWords} />
            <Tooltip
              isAnimationActive={false}
              cursor={false}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as Point | undefined;
                if (!active || !point) return null;
                return (
                  <ChartTip title={`${boardKey}-${point.number} ${point.title}`}>
                    <TipRow name={`In ${point.column} for`} value={spokenDuration(point.elapsedMs)} />
                    {point.dwellMs > point.elapsedMs && (
                      <TipRow name="Over all visits" value={spokenDuration(point.dwellMs)} />
                    )}
                  </ChartTip>
                );
              }}
            />
            <Scatter
              data={points}
              isAnimationActive={false}
              shape={drawDots((point: Point) => ({
                href: `/boards/${boardId}?card=${point.cardId}`,
                words: `${boardKey}-${point.number} ${point.title}: in ${point.column} for ${spokenDuration(point.elapsedMs)}`,
                outline: "circle",
                colour: "var(--chart-2)",
              }))}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </DotField>
    </ChartFrame>
  );
}
