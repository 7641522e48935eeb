"use client";

import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { axisLook } from "./chart-theme";

export type HorizontalBar = { name: string; value: number; label: string; colour: string };

const barHeight = 34;

/** A few named figures as bars of their size, each with its value in words beside it. */
export function HorizontalBars({ bars }: { bars: HorizontalBar[] }) {
  return (
    <ResponsiveContainer width="100%" height={bars.length * barHeight + 12}>
      <BarChart
        data={bars}
        layout="vertical"
        margin={{ top: 4, right: 96, bottom: 4, left: 8 }}
        accessibilityLayer
      >
        <XAxis type="number" hide domain={[0, "dataMax"]} />
        <YAxis
          {...axisLook}
          type="category"
          dataKey="name"
          width={112}
          interval={0}
          axisLine={false}
          tick={{ ...axisLook.tick, width: 108 }}
        />
        <Bar dataKey="value" maxBarSize={20} radius={[0, 3, 3, 0]} isAnimationActive={false} minPointSize={1}>
          {bars.map(({ name, colour }) => (
            <Cell key={name} fill={colour} />
          ))}
          <LabelList dataKey="label" position="right" fill="var(--foreground)" fontSize={11} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
