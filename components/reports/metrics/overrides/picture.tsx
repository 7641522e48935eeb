"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { axisLook, chartMargin, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { type OverrideWeek, overrideSeries } from "./series";

type OverridesPictureProps = {
  weeks: OverrideWeek[];
  hidden: ReadonlySet<string>;
  /** Whether cards were let in over a limit. */
  hasEntries: (week: OverrideWeek) => boolean;
  onOpenWeek: (week: OverrideWeek) => void;
};

const valuesOf = ({ week }: OverrideWeek) => ({ x: week });

/** A bar for each week, of what gave way, went past and held. */
export function OverridesPicture({ weeks, hidden, hasEntries, onOpenWeek }: OverridesPictureProps) {
  const locale = useLocale();
  return (
    <PointField
      label="Overrides by week"
      height={200}
      points={weeks}
      valuesOf={valuesOf}
      wordsOf={(week) => ({
        title: `Week of ${dayWords(week.week, locale)}`,
        rows: overrideSeries.map(({ key, name, colour }) => ({ name, value: week[key], colour })),
        action: hasEntries(week) ? "to see the cards" : undefined,
      })}
      onOpen={onOpenWeek}
      className="cursor-pointer"
    >
      <BarChart data={weeks} margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis
          {...axisLook}
          dataKey="week"
          tickFormatter={(week: string) => dayWords(week, locale, "short")}
          minTickGap={32}
        />
        <YAxis {...axisLook} width={40} allowDecimals={false} />
        {overrideSeries.map(({ key, colour }) => (
          <Bar
            key={key}
            hide={hidden.has(key)}
            dataKey={key}
            stackId="week"
            fill={colour}
            maxBarSize={28}
            isAnimationActive={false}
          />
        ))}
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
