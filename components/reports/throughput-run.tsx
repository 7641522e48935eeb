"use client";

import { memo, useMemo } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { throughputSentence } from "@/lib/client/report-words";
import { buildRun } from "@/lib/client/throughput-series";
import { useLocale } from "@/lib/client/use-locale";
import type { ThroughputAnswer } from "@/lib/contracts/metrics";
import type { Period, PeriodUnit } from "@/lib/flow/throughput";
import type { OpenCards } from "./cards-behind";
import { ChartFrame } from "./chart-frame";
import { axisLook, chartHeight, chartMargin, dayWords, gridLook } from "./chart-theme";
import { ChartTip, TipRow } from "./chart-tip";
import type { LimitMark } from "./limit-marks";
import { MarkList } from "./mark-list";

type ThroughputRunProps = {
  answer: ThroughputAnswer;
  unit: PeriodUnit;
  marks: LimitMark[];
  onChooseUnit: (unit: PeriodUnit) => void;
  onOpenCards: OpenCards;
};

const units = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
] as const;

const unitNames = { day: "Day", week: "Week from", month: "Month from" } as const;

function periodWords({ from, to }: Period, locale: string): string {
  return from === to ? dayWords(from, locale) : `${dayWords(from, locale)} to ${dayWords(to, locale)}`;
}

/** Finished cards per day, week or month in their order, with their mean. */
export const ThroughputRun = memo(function ThroughputRun({
  answer,
  unit,
  marks,
  onChooseUnit,
  onOpenCards,
}: ThroughputRunProps) {
  const locale = useLocale();
  const { run, mean } = useMemo(() => buildRun(answer.days, unit), [answer.days, unit]);
  const hasCut = run.some(({ isWhole }) => !isWhole);
  const open = (period: Period) =>
    onOpenCards(periodWords(period, locale), { kind: "finished", from: period.from, to: period.to });
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
      controls={<SegmentedControl label="Count by" value={unit} options={units} onChange={onChooseUnit} />}
      table={{ headers: [unitNames[unit], "Finished"], rows: run.map(({ from, count }) => [from, count]) }}
      legend={
        <>
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            Dots: cards finished per {unit}. Dashed: their mean, {mean.toFixed(1)} a {unit}.
            {hasCut && ` Hollow: a ${unit} that the range cuts; it is not in the mean.`}
          </p>
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <ResponsiveContainer width="100%" height={chartHeight}>
        <LineChart
          data={run}
          margin={chartMargin}
          accessibilityLayer
          className="cursor-pointer"
          onClick={(state) => {
            const period = run.find(({ from }) => from === state.activeLabel);
            if (period && period.count > 0) open(period);
          }}
        >
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="from"
            tickFormatter={(date: string) => dayWords(date, locale, "short")}
            minTickGap={32}
            padding={{ left: 12, right: 12 }}
          />
          <YAxis {...axisLook} width={40} allowDecimals={false} domain={[0, "auto"]} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const period = payload?.[0]?.payload as Period | undefined;
              if (!active || !period) return null;
              return (
                <ChartTip title={periodWords(period, locale)}>
                  <TipRow name="Finished" value={period.count} />
                  {period.count > 0 && <p className="mt-1 text-muted-foreground">Click to see the cards.</p>}
                </ChartTip>
              );
            }}
          />
          {marks.map(({ date, words }) => (
            <ReferenceLine
              key={`${date}${words}`}
              x={run.find(({ from, to }) => from <= date && date <= to)?.from ?? ""}
              stroke="var(--foreground)"
              strokeDasharray="3 3"
            />
          ))}
          <ReferenceLine y={mean} stroke="var(--foreground)" strokeDasharray="6 4" />
          <Line
            dataKey="count"
            stroke="var(--chart-3)"
            strokeWidth={1.75}
            isAnimationActive={false}
            dot={({ key, cx, cy, payload }) => (
              <circle
                key={key}
                cx={cx}
                cy={cy}
                r={3.5}
                fill={(payload as Period).isWhole ? "var(--chart-3)" : "var(--card)"}
                stroke="var(--chart-3)"
                strokeWidth={1.75}
              />
            )}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
});
