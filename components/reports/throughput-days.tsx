"use client";

import { memo, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { plural } from "@/lib/client/plural";
import { countDays, countDaysSentence } from "@/lib/client/throughput-series";
import type { ThroughputAnswer } from "@/lib/contracts/metrics";
import type { OpenCards } from "./cards-behind";
import { ChartFrame } from "./chart-frame";
import { axisLook, chartHeight, chartMargin, gridLook } from "./chart-theme";
import { PointField } from "./point-field";
import { PointSpots } from "./point-spots";

type ThroughputDaysProps = { answer: ThroughputAnswer; onOpenCards: OpenCards };

type DaysBar = ReturnType<typeof countDays>[number];

/** On how many days no card was finished, one, two and so on. */
export const ThroughputDays = memo(function ThroughputDays({ answer, onOpenCards }: ThroughputDaysProps) {
  const bars = useMemo(() => countDays(answer.days), [answer.days]);
  const hasCards = ({ finished, days }: DaysBar) => finished > 0 && days.length > 0;
  const open = (bar: DaysBar) => {
    const { finished, days } = bar;
    if (hasCards(bar))
      onOpenCards(`Days with ${plural(finished, "card")} finished`, { kind: "finished-on", days });
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
        rows: bars.map(({ finished, days }) => [finished, days.length]),
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
        valuesOf={({ finished, days }) => ({ x: finished, y: days.length })}
        read={(bar) => ({
          title: `${plural(bar.finished, "card")} finished`,
          rows: [{ name: "On", value: plural(bar.days.length, "day") }],
          action: hasCards(bar) ? "to see the cards" : undefined,
        })}
        onOpen={open}
        className="cursor-pointer"
      >
        <BarChart data={bars} margin={chartMargin} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis {...axisLook} dataKey="finished" />
          <YAxis {...axisLook} width={52} allowDecimals={false} />
          <Bar
            dataKey={({ days }: DaysBar) => days.length}
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
