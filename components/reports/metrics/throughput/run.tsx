"use client";

import { memo, useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { throughputSentence } from "@/components/reports/metrics/report-words";
import { buildRun, countEarlier } from "@/components/reports/metrics/throughput/series";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useLocale } from "@/lib/client/format/use-locale";
import type { MetricState } from "@/lib/client/metrics/use-metric";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";
import type { Period, PeriodUnit } from "@/lib/flow/metrics/throughput";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartHeight, chartMargin, dayWords, gridLook, markLook } from "../../charts/chart-theme";
import { MarkList } from "../../charts/mark-list";
import { MetricStatus } from "../../parameters/metric-status";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { LimitMark } from "../../view/limit-marks";

type ThroughputRunProps = {
  answer: ThroughputAnswer;
  before: MetricState & { answer: ThroughputAnswer | null };
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
  before,
  unit,
  marks,
  onChooseUnit,
  onOpenCards,
}: ThroughputRunProps) {
  const locale = useLocale();
  const earlier = before.answer;
  const { run, mean } = useMemo(() => {
    const built = buildRun(answer.days, unit);
    const counts = earlier && countEarlier(built.run, earlier.days);
    return { ...built, run: built.run.map((period, index) => ({ ...period, before: counts?.[index] })) };
  }, [answer.days, unit, earlier]);
  const earlierMean = earlier && buildRun(earlier.days, unit).mean;
  const hasCut = run.some(({ isWhole }) => !isWhole);
  const open = (period: Period) => {
    if (period.count === 0) return;
    onOpenCards(periodWords(period, locale), { kind: "finished", from: period.from, to: period.to });
  };
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
      controls={
        <>
          <SegmentedControl label="Count by" value={unit} options={units} onChange={onChooseUnit} />
          <MetricStatus asked={before} />
        </>
      }
      table={{
        headers: [unitNames[unit], "Finished", ...(earlier ? ["Finished in the period before"] : [])],
        rows: run.map(({ from, count, before: then }) => [
          from,
          count,
          ...(then === undefined ? [] : [then]),
        ]),
      }}
      legend={
        <>
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            Dots: cards finished per {unit}. Dashed: their mean, {mean.toFixed(1)} a {unit}.
            {hasCut && ` Hollow: a ${unit} that the range cuts; it is not in the mean.`}
            {earlier &&
              ` Grey: the same number of days before, ${dayWords(earlier.from, locale)} to ${dayWords(earlier.to, locale)}; ${earlier.total.toLocaleString("en")} cards, ${earlierMean?.toFixed(1)} a ${unit}.`}
          </p>
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <PointField
        label={`Cards finished by ${unit}`}
        height={chartHeight}
        points={run}
        valuesOf={({ from, count }) => ({ x: from, y: count })}
        read={(period) => ({
          title: periodWords(period, locale),
          rows: [
            { name: "Finished", value: period.count },
            ...(period.before === undefined ? [] : [{ name: "In the period before", value: period.before }]),
          ],
          action: period.count > 0 ? "to see the cards" : undefined,
        })}
        onOpen={open}
        className="cursor-pointer"
      >
        <LineChart data={run} margin={chartMargin} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="from"
            tickFormatter={(date: string) => dayWords(date, locale, "short")}
            minTickGap={32}
            padding={{ left: 12, right: 12 }}
          />
          <YAxis {...axisLook} width={40} allowDecimals={false} domain={[0, "auto"]} />
          {marks.map(({ date, words }) => (
            <ReferenceLine
              key={`${date}${words}`}
              x={run.find(({ from, to }) => from <= date && date <= to)?.from ?? ""}
              {...markLook}
            />
          ))}
          {earlierMean !== null && (
            <ReferenceLine y={earlierMean} stroke="var(--chart-8)" strokeDasharray="6 4" />
          )}
          {earlier && (
            <Line
              dataKey="before"
              stroke="var(--chart-8)"
              strokeWidth={1.25}
              strokeOpacity={0.7}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
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
          <PointSpots />
        </LineChart>
      </PointField>
    </ChartFrame>
  );
});
