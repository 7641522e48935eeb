"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { type DayCount, dayNoun, sayDays } from "@/lib/client/format/day-count";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { axisLook, chartHeight, gridLook } from "../../charts/looks";
import { roomForSteps, SteppedLines } from "../../charts/stepped-lines";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import { type DurationBin, percentileLines } from "./series";
import { type DurationKind, durationName } from "./words";

type HistogramPictureProps = { kind: DurationKind; answer: DurationAnswer; bins: DurationBin[] };

const sayBin = ({ from, to }: DurationBin, count: DayCount) =>
  from === to ? sayDays(from, count) : `${from} to ${sayDays(to, count)}`;

const valuesOf = ({ name, count }: DurationBin) => ({ x: name, y: count });

/** A bar for each length, as high as the cards that took so long. */
export function HistogramPicture({ kind, answer, bins }: HistogramPictureProps) {
  const { openCards } = useReportView();
  const lines = percentileLines(answer).flatMap(({ percent, days }) => {
    const bin = bins.find(({ from, to }) => days >= from && days <= to);
    if (!bin) return [];
    const strokeDasharray = percent === 50 ? "6 4" : "3 3";
    return [{ place: bin.name, label: `${percent}\u00a0%`, stroke: "var(--chart-6)", strokeDasharray }];
  });
  const open = (bin: DurationBin) => {
    if (bin.count === 0) return;
    const { from, to } = answer;
    const days = { from: bin.from, to: bin.to };
    openCards(`${durationName(kind)}: ${sayBin(bin, answer)}`, {
      kind: "finished",
      metric: kind,
      from,
      to,
      days,
    });
  };
  return (
    <PointField
      label={`Finished cards by the ${dayNoun(answer)}s they took`}
      height={chartHeight}
      points={bins}
      valuesOf={valuesOf}
      wordsOf={(bin) => ({
        title: sayBin(bin, answer),
        rows: [{ name: "Cards", value: bin.count }],
        action: bin.count > 0 ? "to see the cards" : undefined,
      })}
      onOpen={open}
      className="cursor-pointer"
    >
      <BarChart data={bins} margin={roomForSteps(lines)} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="name" minTickGap={12} />
        <YAxis {...axisLook} width={40} allowDecimals={false} />
        <Bar dataKey="count" fill="var(--chart-1)" maxBarSize={28} isAnimationActive={false} />
        <SteppedLines lines={lines} />
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
