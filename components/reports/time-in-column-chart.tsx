"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { dayIn } from "@/lib/client/day-in";
import { spokenDuration } from "@/lib/client/durations";
import { plural } from "@/lib/client/plural";
import { inDays, timeInColumnSentence } from "@/lib/client/time-words";
import { useLocale } from "@/lib/client/use-locale";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics";
import type { OpenCards } from "./cards-behind";
import { ChartFrame } from "./chart-frame";
import {
  axisLook,
  chartHeight,
  chartMargin,
  daysWords,
  dayWords,
  gridLook,
  seriesColour,
} from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";
import { ColourKeys } from "./colour-keys";
import { ColumnTick, columnTickHeight } from "./column-tick";

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
  const values: { name: string; of: (column: Column) => number | null }[] = [
    { name: "Mean", of: ({ meanMs }) => meanMs },
    ...percents.map((percent) => ({
      name: `${percent} %`,
      of: ({ percentiles }: Column) => percentiles[percent] ?? null,
    })),
  ];
  return values.map((value, index) => ({ ...value, colour: seriesColour(index) }));
}

/** How long cards stayed in each column at or past the commitment point, visit by visit. */
export function TimeInColumnChart({ answer, notCommitted, onOpenCards }: TimeInColumnChartProps) {
  const measured = answer.columns.filter(({ meanMs }) => meanMs !== null);
  const columns = measured.filter(({ columnId }) => !notCommitted.has(columnId));
  const series = seriesOf(answer);
  const locale = useLocale();
  const toDay = dayIn(answer.timeZone);
  const noteOf = ({ enteredAt, elapsedMs }: Column["longest"][number]) =>
    `${spokenDuration(elapsedMs)} from ${dayWords(toDay(enteredAt), locale)}`;
  const openColumn = ({ name, longest }: Column) =>
    onOpenCards(`Longest visits to ${name}`, {
      kind: "known",
      words: `The longest visits that began from ${answer.from} to ${answer.to}, longest first.`,
      groups: [{ name, cards: longest.map((visit) => ({ ...visit, note: noteOf(visit) })) }],
    });
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
          <ColourKeys keys={series} />
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
      <ResponsiveContainer width="100%" height={chartHeight}>
        <BarChart
          data={columns}
          margin={chartMargin}
          accessibilityLayer
          className="cursor-pointer"
          barGap={1}
          onClick={(state) => {
            const column = columns.find(({ name }) => name === state.activeLabel);
            if (column) openColumn(column);
          }}
        >
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="name"
            interval={0}
            height={columnTickHeight}
            tick={<ColumnTick columns={columns.length} />}
          />
          <YAxis {...axisLook} width={52} tickFormatter={daysWords} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--muted)" }}
            content={({ active, payload }) => {
              const column = payload?.[0]?.payload as Column | undefined;
              if (!active || !column) return null;
              return (
                <ChartTip title={`${column.name}, ${plural(column.visits, "visit")}`}>
                  {series.map(({ name, of, colour }) => (
                    <TipRow key={name} colour={colour} name={name} value={spokenDuration(of(column) ?? 0)} />
                  ))}
                  <TipRow name="In all" value={spokenDuration(column.totalMs)} />
                  <p className="mt-1 text-muted-foreground">Click to see the longest visits.</p>
                </ChartTip>
              );
            }}
          />
          {series.map(({ name, of, colour }) => (
            <Bar
              key={name}
              name={name}
              dataKey={(column: Column) => inDays(of(column) ?? 0)}
              fill={colour}
              maxBarSize={22}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
