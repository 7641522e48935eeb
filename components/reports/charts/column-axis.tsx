"use client";

import { XAxis } from "recharts";
import { ColumnTick, columnTickHeight } from "./column-tick";
import { axisLook } from "./looks";

/** The columns of a board from left to right, at the places 0, 1, 2 and so on of a scale of numbers. */
export function ColumnAxis({ names }: { names: readonly string[] }) {
  return (
    <XAxis
      {...axisLook}
      dataKey="place"
      type="number"
      domain={[-0.5, Math.max(names.length - 0.5, 0.5)]}
      allowDataOverflow
      ticks={[...names.keys()]}
      tickFormatter={(place: number) => names[Math.round(place)] ?? ""}
      interval={0}
      height={columnTickHeight}
      tick={<ColumnTick names={names} />}
    />
  );
}
