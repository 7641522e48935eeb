"use client";

import { ReferenceLine } from "recharts";
import { chartMargin } from "./looks";

/** An upright line through a bar, with a label above the picture. */
export type SteppedLine = { place: string; label: string; stroke: string; strokeDasharray: string };

/** Labels stand on steps, since neighbouring ones may share a place. */
const step = 11;

/** The margin of a picture with such lines. */
export const roomForSteps = (lines: readonly SteppedLine[]) => ({
  ...chartMargin,
  top: 16 + lines.length * step,
});

/** Lines through bars; the label of the first stands highest. */
export function SteppedLines({ lines }: { lines: readonly SteppedLine[] }) {
  return lines.map(({ place, label, ...look }, index) => (
    <ReferenceLine
      key={label}
      x={place}
      {...look}
      label={{
        value: label,
        position: "top",
        offset: 5 + (lines.length - 1 - index) * step,
        fill: "var(--chart-axis)",
        fontSize: 11,
      }}
    />
  ));
}
