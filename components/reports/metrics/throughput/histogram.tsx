"use client";

import { memo, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { countDays, countDaysSentence, type DaysBar } from "@/components/reports/metrics/throughput/series";
import { plural } from "@/lib/client/format/plural";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartHeight, chartMargin, gridLook } from "../../charts/chart-theme";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type ThroughputHistogramProps = { answer: ThroughputAnswer; onOpenCards: OpenCards };

const sayBar = ({ from, to, name }: DaysBar) => (from === to ? plural(to, "card") : `${name} cards`);
/** On how many days no card was finished, one, two and so on. */
export const ThroughputHistogram = memo(function ThroughputHistogram({
  answer,
  onOpenCards,
}: ThroughputHistogramProps) {
  const bars = useMemo(() => countDays(answer.days), [answer.days]);
  const { from, to } = answer;
  const hasCards = (bar: DaysBar) => bar.to > 0 && bar.days > 0;
  const open = (bar: DaysBar) => {
    if (!hasCards(bar)) return;
    const daysOf = { from: bar.from, to: bar.to };
    onOpenCards(`Days with ${sayBar(bar)} finished`, { kind: "finished-on", from, to, daysOf });
  };
  return (
    <ChartFrame
      title="Throughput histogram"
      sentence={countDaysSentence(answer.days)}
      definition="throughput"
      cards={answer.total}
      excluded={answer.excluded}
      fileName="throughput-histogram"
      isEmpty={answer.total === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{
        headers: ["Cards finished on a day", "Days"],
        rows: bars.map(({ name, days }) => [name, days]),
      }}
      legend={
        <p className="px-3 pt-1 text-xs text-muted-foreground">
          Bars: on how many days so many cards were finished. Forecasts draw from these days.
        </p>
      }
    >
      <PointField
        label="Days by cards finished on them"
        height={chartHeight}
        points={bars}
        valuesOf={({ name, days }) => ({ x: name, y: days })}
        read={(bar) => ({
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
    </ChartFrame>
  );
});
