"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { inDays, timeInColumnSentence } from "@/components/reports/metrics/time-in-column/words";
import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { useLocale } from "@/lib/client/format/use-locale";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import {
  axisLook,
  chartHeight,
  chartMargin,
  daysWords,
  gridLook,
  seriesColour,
} from "../../charts/chart-theme";
import { ColumnTick, columnTickHeight } from "../../charts/column-tick";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { openLongestVisits } from "./longest-visits";

type TimeInColumnChartProps = {
  answer: TimeInColumnAnswer;
  /** Columns left out of the picture; the table has them. */
  notCommitted: ReadonlySet<string>;
  onOpenCards: OpenCards;
};

type Column = TimeInColumnAnswer["columns"][number];

/** The mean, then the percentiles in ascending order: names, and the value of a column in ms. */
function seriesOf({ columns }: TimeInColumnAnswer) {
  const percents = Object.keys(columns[0]?.percentiles ?? {}).sort((a, b) => Number(a) - Number(b));
  const values: { key: string; name: string; of: (column: Column) => number | null }[] = [
    { key: "mean", name: "Mean", of: ({ meanMs }) => meanMs },
    ...percents.map((percent) => ({
      key: percent,
      name: `${percent} %`,
      of: ({ percentiles }: Column) => percentiles[percent] ?? null,
    })),
  ];
  return values.map((value, index) => ({ ...value, colour: seriesColour(index) }));
}

/** How long cards stayed in each column at or past the commitment point, visit by visit. */
export function TimeInColumnReport({ answer, notCommitted, onOpenCards }: TimeInColumnChartProps) {
  const measured = answer.columns.filter(({ meanMs }) => meanMs !== null);
  const columns = measured.filter(({ columnId }) => !notCommitted.has(columnId));
  const series = seriesOf(answer);
  const shown = useHiddenSeries(
    "time-off",
    series.map(({ key }) => key),
  );
  const locale = useLocale();
  return (
    <ChartFrame
      title="Time in column"
      sentence={timeInColumnSentence(columns)}
      definition="time-in-column"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="time-in-column"
      isEmpty={columns.length === 0}
      emptyWords="No card entered a column in these days. Choose a longer range."
      table={{
        headers: ["Column", "Visits", ...series.map(({ name }) => `${name} (days)`), "Total (days)"],
        rows: measured.map((column) => [
          column.name,
          column.visits,
          ...series.map(({ of }) => inDays(of(column) ?? 0)),
          inDays(column.totalMs),
        ]),
      }}
      legend={
        <>
          <SeriesKeys keys={series} {...shown} />
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            Visits that began in these days; one that still lasts counts up to now.{" "}
            {columns
              .map(
                ({ name, visits, totalMs }) =>
                  `${name}: ${plural(visits, "visit")}, ${daysWords(inDays(totalMs))} in all`,
              )
              .join(" · ")}
          </p>
        </>
      }
    >
      <PointField
        label="Time in each column"
        height={chartHeight}
        points={columns}
        valuesOf={({ name }) => ({ x: name })}
        read={(column) => ({
          title: `${column.name}, ${plural(column.visits, "visit")}`,
          rows: [
            ...series.map(({ name, of, colour }) => ({
              name,
              value: spokenDuration(of(column) ?? 0),
              colour,
            })),
            { name: "In all", value: spokenDuration(column.totalMs) },
          ],
          action: "to see the longest visits",
        })}
        onOpen={({ columnId }) => openLongestVisits(answer, columnId, locale, onOpenCards)}
        className="cursor-pointer"
      >
        <BarChart data={columns} margin={chartMargin} accessibilityLayer={false} barGap={1}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="name"
            interval={0}
            height={columnTickHeight}
            tick={<ColumnTick names={columns.map(({ name }) => name)} />}
          />
          <YAxis {...axisLook} width={52} tickFormatter={daysWords} />
          {series.map(({ key, name, of, colour }) => (
            <Bar
              key={key}
              hide={shown.hidden.has(key)}
              name={name}
              dataKey={(column: Column) => inDays(of(column) ?? 0)}
              fill={colour}
              maxBarSize={22}
              isAnimationActive={false}
            />
          ))}
          <PointSpots />
        </BarChart>
      </PointField>
    </ChartFrame>
  );
}
