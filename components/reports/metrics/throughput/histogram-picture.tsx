"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { plural } from "@/lib/client/format/plural";
import { axisLook, chartHeight, chartMargin, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import type { DaysBar } from "./series";

type HistogramPictureProps = { bars: DaysBar[]; from: string; to: string };

const sayBar = ({ from, to, name }: DaysBar) => (from === to ? plural(to, "card") : `${name} cards`);
const hasCards = (bar: DaysBar) => bar.to > 0 && bar.days > 0;
const valuesOf = ({ name, days }: DaysBar) => ({ x: name, y: days });

/** A bar for each number of cards, as high as the days on which so many were finished. */
export function HistogramPicture({ bars, from, to }: HistogramPictureProps) {
  const { openCards } = useReportView();
  const open = (bar: DaysBar) => {
    if (!hasCards(bar)) return;
    const daysOf = { from: bar.from, to: bar.to };
    openCards(`Days with ${sayBar(bar)} finished`, { kind: "finished-on", from, to, daysOf });
  };
  return (
    <PointField
      label="Days by cards finished on them"
      height={chartHeight}
      points={bars}
      valuesOf={valuesOf}
      wordsOf={(bar) => ({
        title: `${sayBar(bar)} finished`,
        rows: [{ name: "On", value: plural(bar.days, "day") }],
        action: hasCards(bar) ? "to see the cards" : undefined,
      })}
      onOpen={open}
      className="cursor-pointer"
    >
      <BarChart data={bars} margin={chartMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="name" minTickGap={12} />
        <YAxis {...axisLook} width={52} allowDecimals={false} />
        <Bar
          dataKey="days"
          minPointSize={(days) => (days ? 3 : 0)}
          fill="var(--chart-3)"
          maxBarSize={36}
          isAnimationActive={false}
        />
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
