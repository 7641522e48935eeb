"use client";

import { memo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { Period, PeriodUnit } from "@/lib/flow/metrics/throughput";
import { axisLook, chartHeight, chartMargin, gridLook, markLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import type { RunPeriod } from "./series";

type ThroughputPictureProps = {
  run: readonly RunPeriod[];
  unit: PeriodUnit;
  mean: number;
  /** Of the period before; null where it is not shown. */
  earlierMean: number | null;
};

const valuesOf = ({ from, count }: RunPeriod) => ({ x: from, y: count });

function periodWords({ from, to }: Period, locale: string): string {
  return from === to ? dayWords(from, locale) : `${dayWords(from, locale)} to ${dayWords(to, locale)}`;
}

/** A dot for each period, with a line through them; the period before in grey. */
export const ThroughputPicture = memo(function ThroughputPicture(props: ThroughputPictureProps) {
  const { run, unit, mean, earlierMean } = props;
  const locale = useLocale();
  const { marks, openCards } = useReportView();
  const open = (period: Period) => {
    if (period.count === 0) return;
    openCards(periodWords(period, locale), { kind: "finished", from: period.from, to: period.to });
  };
  return (
    <PointField
      label={`Cards finished by ${unit}`}
      height={chartHeight}
      points={run}
      valuesOf={valuesOf}
      wordsOf={(period) => ({
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
      <LineChart data={[...run]} margin={chartMargin} accessibilityLayer={false}>
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
        {earlierMean !== null && <EarlierLine />}
        <ReferenceLine y={mean} stroke="var(--foreground)" strokeDasharray="6 4" />
        <FinishedLine />
        <PointSpots />
      </LineChart>
    </PointField>
  );
});

function EarlierLine() {
  return (
    <Line
      dataKey="before"
      stroke="var(--chart-8)"
      strokeWidth={1.25}
      strokeOpacity={0.7}
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}

/** Periods that the range cuts are hollow. */
function FinishedLine() {
  return (
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
  );
}
