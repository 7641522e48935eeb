"use client";

import { memo, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from "recharts";
import { binDays, type DurationBin, percentileLines } from "@/components/reports/metrics/cycle-time/series";
import {
  type DurationKind,
  durationName,
  earlierWords,
  histogramSentence,
  percentileWords,
} from "@/components/reports/metrics/cycle-time/words";
import { type DayCount, dayNoun, daysHead, sayDays } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartHeight, chartMargin, dayWords, gridLook } from "../../charts/chart-theme";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type DurationHistogramProps = {
  kind: DurationKind;
  answer: DurationAnswer;
  before: DurationAnswer | null;
  onOpenCards: OpenCards;
};

/** Labels of percentiles stand on steps, since neighbouring ones may share a place. */
const labelStep = 11;

const sayBin = ({ from, to }: DurationBin, count: DayCount) =>
  from === to ? sayDays(from, count) : `${from} to ${sayDays(to, count)}`;

/** Finished cards by the days they took, with marks at the percentiles. */
export const DurationHistogram = memo(function DurationHistogram({
  kind,
  answer,
  before,
  onOpenCards,
}: DurationHistogramProps) {
  const bins = useMemo(() => binDays(answer.histogram), [answer.histogram]);
  const locale = useLocale();
  const title = `${durationName(kind)} histogram`;
  const marks = percentileLines(answer).flatMap(({ percent, days }) => {
    const bin = bins.find(({ from, to }) => days >= from && days <= to);
    return bin ? [{ percent, name: bin.name }] : [];
  });
  const binWords = (bin: DurationBin) => sayBin(bin, answer);
  const openBin = (bin: DurationBin) => {
    if (bin.count === 0) return;
    const { from, to } = answer;
    const days = { from: bin.from, to: bin.to };
    onOpenCards(`${durationName(kind)}: ${binWords(bin)}`, {
      kind: "finished",
      metric: kind,
      from,
      to,
      days,
    });
  };
  return (
    <ChartFrame
      title={title}
      sentence={histogramSentence(answer)}
      definition={kind}
      cards={answer.n}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName={`${kind}-histogram`}
      isEmpty={answer.n === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{
        headers: [daysHead(answer), "Cards"],
        rows: answer.histogram.map(({ days, count }) => [days, count]),
      }}
      legend={
        <p className="px-3 pt-1 text-xs text-muted-foreground">
          Bars: cards by the {dayNoun(answer)}s they took. Dashed: percentiles, {percentileWords(answer)}.
          {before && ` ${earlierWords(before, (date) => dayWords(date, locale))}`}
        </p>
      }
    >
      <PointField
        label={`Finished cards by the ${dayNoun(answer)}s they took`}
        height={chartHeight}
        points={bins}
        valuesOf={({ name, count }) => ({ x: name, y: count })}
        read={(bin) => ({
          title: binWords(bin),
          rows: [{ name: "Cards", value: bin.count }],
          action: bin.count > 0 ? "to see the cards" : undefined,
        })}
        onOpen={openBin}
        className="cursor-pointer"
      >
        <BarChart
          data={bins}
          margin={{ ...chartMargin, top: 16 + marks.length * labelStep }}
          accessibilityLayer={false}
        >
          <CartesianGrid {...gridLook} />
          <XAxis {...axisLook} dataKey="name" minTickGap={12} />
          <YAxis {...axisLook} width={40} allowDecimals={false} />
          <Bar dataKey="count" fill="var(--chart-1)" maxBarSize={28} isAnimationActive={false} />
          {marks.map(({ percent, name }, index) => (
            <ReferenceLine
              key={percent}
              x={name}
              stroke="var(--chart-6)"
              strokeDasharray={percent === 50 ? "6 4" : "3 3"}
              label={{
                value: `${percent}\u00a0%`,
                position: "top",
                offset: 5 + (marks.length - 1 - index) * labelStep,
                fill: "var(--chart-axis)",
                fontSize: 11,
              }}
            />
          ))}
          <PointSpots />
        </BarChart>
      </PointField>
    </ChartFrame>
  );
});
