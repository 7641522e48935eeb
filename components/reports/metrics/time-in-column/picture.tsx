"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { inDays, spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { ColumnTick, columnTickHeight } from "../../charts/column-tick";
import { axisLook, chartHeight, chartMargin, daysWords, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { VisitedColumn, VisitSeries } from "./series";

type TimeInColumnPictureProps = {
  columns: VisitedColumn[];
  series: readonly VisitSeries[];
  hidden: ReadonlySet<string>;
  onOpenColumn: (columnId: string) => void;
};

const valuesOf = ({ name }: VisitedColumn) => ({ x: name });

/** A bar for each figure of each column. */
export function TimeInColumnPicture({ columns, series, hidden, onOpenColumn }: TimeInColumnPictureProps) {
  return (
    <PointField
      label="Time in each column"
      height={chartHeight}
      points={columns}
      valuesOf={valuesOf}
      wordsOf={(column) => ({
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
      onOpen={({ columnId }) => onOpenColumn(columnId)}
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
            hide={hidden.has(key)}
            name={name}
            dataKey={(column: VisitedColumn) => inDays(of(column) ?? 0)}
            fill={colour}
            maxBarSize={22}
            isAnimationActive={false}
          />
        ))}
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
