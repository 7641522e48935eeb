"use client";

import { useMemo } from "react";
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";
import { axisLook, gridLook } from "../../charts/looks";
import { roomForSteps, SteppedLines } from "../../charts/stepped-lines";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { type ForecastBar, toForecastBars } from "./bars";

const maxBars = 40;

type Bin = ForecastBar & { place: string; percent: number };

const valuesOf = ({ place, percent }: Bin) => ({ x: place, y: percent });

function binsOf(answer: ForecastAnswer): Bin[] {
  return toForecastBars(answer, maxBars).map((bar) => ({
    ...bar,
    place: bar.from === bar.to ? String(bar.from) : `${bar.from}–${bar.to}`,
    percent: bar.share * 100,
  }));
}

/** A line through every bar in which a percentile lies, with all that lie there. */
function linesOf({ percentiles }: ForecastAnswer, bins: readonly Bin[]) {
  const percentsOf = new Map<string, string[]>();
  for (const [percent, value] of Object.entries(percentiles)) {
    const bin = value === null ? undefined : bins.find(({ from, to }) => value >= from && value <= to);
    if (bin) percentsOf.set(bin.place, [...(percentsOf.get(bin.place) ?? []), `${percent}\u00a0%`]);
  }
  return [...percentsOf].map(([place, percents]) => ({
    place,
    label: percents.join(", "),
    stroke: "var(--foreground)",
    strokeDasharray: "6 4",
  }));
}

/** The share of the trials by the days they took, or by the cards they finished. */
export function ForecastPicture({ answer }: { answer: ForecastAnswer }) {
  const bins = useMemo(() => binsOf(answer), [answer]);
  const unit = answer.mode === "when" ? "days" : "cards";
  const lines = linesOf(answer, bins);
  return (
    <PointField
      label={`Share of trials by ${unit}`}
      height={250}
      points={bins}
      valuesOf={valuesOf}
      wordsOf={(bin) => ({
        title: `${bin.place} ${unit}`,
        rows: [{ name: "Share of trials", value: sayShare(bin.share) }],
      })}
    >
      <BarChart data={bins} margin={roomForSteps(lines)} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="place" minTickGap={16} interval="preserveStartEnd" />
        <YAxis {...axisLook} width={44} unit={"\u00a0%"} />
        <Bar dataKey="percent" fill="var(--chart-1)" radius={[3, 3, 0, 0]} isAnimationActive={false} />
        <SteppedLines lines={lines} />
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
