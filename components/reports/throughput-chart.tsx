"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { throughputSentence } from "@/lib/client/report-words";
import { useLocale } from "@/lib/client/use-locale";
import type { ThroughputAnswer } from "@/lib/contracts/metrics";
import { ChartFrame } from "./chart-frame";
import { axisLook, chartHeight, chartMargin, dayWords, gridLook } from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";

type ThroughputChartProps = {
  answer: ThroughputAnswer;
  /** The bars: days, or weeks by their Monday. */
  bars: ThroughputAnswer["days"];
  unit: "day" | "week";
  mean: number;
  onOpenSpan: (from: string, unit: "day" | "week") => void;
};

/** Finished cards per day or week, with their mean. */
export function ThroughputChart({ answer, bars, unit, mean, onOpenSpan }: ThroughputChartProps) {
  const locale = useLocale();
  const nameOf = (date: string) =>
    unit === "week" ? `Week of ${dayWords(date, locale)}` : dayWords(date, locale);
  return (
    <ChartFrame
      title="Throughput"
      sentence={throughputSentence(answer)}
      definition="throughput"
      cards={answer.total}
      excluded={answer.excluded}
      fileName="throughput"
      isEmpty={answer.total === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{ headers: ["Day", "Finished"], rows: answer.days.map(({ date, count }) => [date, count]) }}
      legend={
        <p className="px-3 pt-2 text-xs text-muted-foreground">
          Bars: cards finished per {unit}. Dashed: their mean, {mean.toFixed(1)} a {unit}.
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
            if (typeof state.activeLabel === "string") onOpenSpan(state.activeLabel, unit);
          }}
        >
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="date"
            tickFormatter={(date: string) => dayWords(date, locale, "short")}
            minTickGap={32}
          />
          <YAxis {...axisLook} width={40} allowDecimals={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--muted)" }}
            content={({ active, payload }) => {
              const bar = payload?.[0]?.payload as ThroughputAnswer["days"][number] | undefined;
              if (!active || !bar) return null;
              return (
                <ChartTip title={nameOf(bar.date)}>
                  <TipRow name="Finished" value={bar.count} />
                  {bar.count > 0 && <p className="mt-1 text-muted-foreground">Click to see the cards.</p>}
                </ChartTip>
              );
            }}
          />
          <Bar
            dataKey="count"
            fill="var(--chart-3)"
            radius={[3, 3, 0, 0]}
            maxBarSize={28}
            isAnimationActive={false}
          />
          <ReferenceLine y={mean} stroke="var(--foreground)" strokeDasharray="6 4" />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
