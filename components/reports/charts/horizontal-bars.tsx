"use client";

import { Bar, BarChart, Cell, LabelList, XAxis, YAxis } from "recharts";
import { PointField } from "../points/point-field";
import { PointSpots } from "../points/point-spots";
import { axisLook } from "./looks";

export type HorizontalBar = {
  name: string;
  value: number;
  label: string;
  colour: string;
  /** Shows the cards behind the bar; none where it has none. */
  open?: (() => void) | undefined;
};

const barHeight = 34;

const valuesOf = ({ name, value }: HorizontalBar) => ({ x: value, y: name });

/** A few named figures as bars of their size, each with its value in words beside it. */
export function HorizontalBars({ label, bars }: { label: string; bars: HorizontalBar[] }) {
  const opens = bars.some(({ open }) => open);
  return (
    <PointField
      label={label}
      height={bars.length * barHeight + 12}
      points={bars}
      valuesOf={valuesOf}
      along="y"
      wordsOf={({ name, label: words, open }) => ({
        title: `${name}: ${words}`,
        rows: [],
        action: open && "to see the cards",
      })}
      {...(opens && { onOpen: ({ open }: HorizontalBar) => open?.(), className: "cursor-pointer" })}
    >
      <BarChart
        data={bars}
        layout="vertical"
        margin={{ top: 4, right: 96, bottom: 4, left: 8 }}
        accessibilityLayer={false}
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
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
