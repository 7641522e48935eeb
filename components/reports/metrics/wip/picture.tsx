"use client";

import { memo, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { WipAnswer } from "@/lib/contracts/metrics/wip";
import { dayAxisLook, placeOf } from "../../charts/day-axis";
import { LimitLines } from "../../charts/limit-lines";
import { axisLook, bandLook, chartHeight, chartMargin, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type WipPictureProps = {
  days: WipAnswer["days"];
  /** From left to right; `key` is the column's id. */
  columns: readonly { key: string; name: string; colour: string }[];
  hidden: ReadonlySet<string>;
  hidesTotal: boolean;
  onOpenDay: (date: string) => void;
};

type Point = WipAnswer["days"][number] & { place: number };

const valuesOf = ({ place, wip }: Point) => ({ x: place, y: wip });

/** Areas of the columns on top of each other, and the line of all work in progress. */
export const WipPicture = memo(function WipPicture(props: WipPictureProps) {
  const { days, columns, hidden, hidesTotal, onOpenDay } = props;
  const locale = useLocale();
  const points = useMemo(() => days.map((day): Point => ({ ...day, place: placeOf(day.date) })), [days]);
  return (
    <PointField
      label="Work in progress by day"
      height={chartHeight}
      points={points}
      valuesOf={valuesOf}
      wordsOf={({ date, wip, byColumn }) => ({
        title: dayWords(date, locale),
        rows: [
          ...columns.map(({ key, name, colour }) => ({ name, value: byColumn[key] ?? 0, colour })),
          { name: "Started, not finished", value: wip },
        ],
        action: "to see the cards",
      })}
      onOpen={({ date }) => onOpenDay(date)}
      className="cursor-pointer"
    >
      <ComposedChart data={points} margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis {...dayAxisLook(locale)} domain={["dataMin", "dataMax"]} />
        <YAxis {...axisLook} width={40} allowDecimals={false} />
        {[...columns].reverse().map(({ key, name, colour }) => (
          <Area
            key={key}
            hide={hidden.has(key)}
            dataKey={({ byColumn }: Point) => byColumn[key] ?? 0}
            name={name}
            stackId="wip"
            {...bandLook}
            fill={colour}
          />
        ))}
        <Line
          dataKey="wip"
          hide={hidesTotal}
          type="stepAfter"
          stroke="var(--foreground)"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        <LimitLines />
        <PointSpots />
      </ComposedChart>
    </PointField>
  );
});
