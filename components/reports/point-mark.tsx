"use client";

import { useContext, useLayoutEffect, useMemo } from "react";
import {
  DefaultZIndexes,
  type ScaleFunction,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  ZIndexLayer,
} from "recharts";
import { PointFieldContext, type PointValues } from "./point-field";

const ringRadius = 6;

/** Where a value is drawn along an axis: its begin, middle and end, which are one where it has no band. */
function bandOf(scale: ScaleFunction | undefined, value: number | string | undefined) {
  if (!scale || value === undefined) return null;
  const [begin, middle, end] = (["start", "middle", "end"] as const).map((position) =>
    scale(value, { position }),
  );
  return begin === undefined || middle === undefined || end === undefined ? null : { begin, middle, end };
}

/**
 * Belongs into a chart within a `PointField`: tells the field where its points are drawn, and marks the one that is
 * pointed at. A pointer that moves draws this anew, and not the chart.
 */
export function PointMark() {
  const field = useContext(PointFieldContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  const places = useMemo(() => {
    const placeOf = ({ x, y }: PointValues) => {
      const across = bandOf(xScale, x)?.middle;
      const up = y === undefined ? plot?.y : bandOf(yScale, y)?.middle;
      return across === undefined || up === undefined ? null : { x: across, y: up };
    };
    return field?.values.map(placeOf) ?? [];
  }, [field?.values, xScale, yScale, plot]);
  useLayoutEffect(() => {
    if (field) field.places.current = places;
  }, [field, places]);

  const values = field?.at == null ? undefined : field.values[field.at];
  const place = field?.at == null ? null : places[field.at];
  if (!field || !values || !place || !plot) return null;
  const band = field.along === "y" ? bandOf(yScale, values.y) : bandOf(xScale, values.x);
  return (
    <>
      {field.along !== "both" && band && (
        <ZIndexLayer zIndex={DefaultZIndexes.cursorRectangle}>
          <Band isLevel={field.along === "y"} {...band} {...plot} />
        </ZIndexLayer>
      )}
      {values.y !== undefined && field.along !== "y" && (
        <ZIndexLayer zIndex={DefaultZIndexes.activeDot}>
          <circle
            cx={place.x}
            cy={place.y}
            r={ringRadius}
            fill="none"
            stroke="var(--foreground)"
            strokeWidth={2}
            pointerEvents="none"
          />
        </ZIndexLayer>
      )}
    </>
  );
}

type BandProps = {
  isLevel: boolean;
  begin: number;
  end: number;
  x: number;
  y: number;
  width: number;
  height: number;
};

/** What lies under the marked point: its band, or a line where it has none. */
function Band({ isLevel, begin, end, x, y, width, height }: BandProps) {
  const from = Math.min(begin, end);
  const extent = Math.abs(end - begin);
  const box = isLevel ? { x, width, y: from, height: extent } : { x: from, width: extent, y, height };
  return extent > 0 ? (
    <rect {...box} fill="var(--foreground)" fillOpacity={0.1} pointerEvents="none" />
  ) : (
    <line
      x1={box.x}
      x2={box.x + box.width}
      y1={box.y}
      y2={box.y + box.height}
      stroke="var(--foreground)"
      strokeWidth={1}
      strokeOpacity={0.6}
      pointerEvents="none"
    />
  );
}
