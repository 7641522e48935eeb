"use client";

import { memo } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { plural } from "@/lib/client/plural";
import { countDays, countDaysSentence } from "@/lib/client/throughput-series";
import type { ThroughputAnswer } from "@/lib/contracts/metrics";
import type { OpenCards } from "./cards-behind";
import { ChartFrame } from "./chart-frame";
import { axisLook, chartHeight, chartMargin, gridLook } from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";

type ThroughputDaysProps = { answer: ThroughputAnswer; onOpenCards: OpenCards };

type DaysBar = ReturnType<typeof countDays>[number];

/** On how many days no card was finished, one, two and so on. */
export const ThroughputDays = memo(function ThroughputDays({ answer, onOpenCards }: ThroughputDaysProps) {
  const bars = countDays(answer.days);
  const open = ({ finished, days }: DaysBar) =>
    onOpenCards(`Days with ${plural(finished, "card")} finished`, { kind: "finished-on", days });
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
      <ResponsiveContainer width="100%" height={chartHeight}>
        <BarChart
          data={bars}
          margin={chartMargin}
          accessibilityLayer
          className="cursor-pointer"
          onClick={(state) => {
            const bar = bars.find(({ finished }) => String(finished) === String(state.activeLabel));
            if (bar && bar.finished > 0 && bar.days.length > 0) open(bar);
          }}
        >
          <CartesianGrid {...gridLook} />
          <XAxis {...axisLook} dataKey="finished" />
          <YAxis {...axisLook} width={52} allowDecimals={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--muted)" }}
            content={({ active, payload }) => {
              const bar = payload?.[0]?.payload as DaysBar | undefined;
              if (!active || !bar) return null;
              return (
                <ChartTip title={`${plural(bar.finished, "card")} finished`}>
                  <TipRow name="On" value={plural(bar.days.length, "day")} />
                </ChartTip>
              );
            }}
          />
          <Bar
            dataKey={({ days }: DaysBar) => days.length}
            fill="var(--chart-3)"
            maxBarSize={36}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
});
