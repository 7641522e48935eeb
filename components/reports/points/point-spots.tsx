"use client";

import { useContext, useLayoutEffect } from "react";
import { type ScaleFunction, usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { PointFieldContext, type PointValues } from "./use-shown-point";

/** Where a value is drawn along an axis: its begin, middle and end, which are one where it has no band. */
function extentOf(scale: ScaleFunction | undefined, value: number | string | undefined) {
  if (!scale || value === undefined) return null;
  const [begin, middle, end] = (["start", "middle", "end"] as const).map((position) =>
    scale(value, { position }),
  );
  return begin === undefined || middle === undefined || end === undefined ? null : { begin, middle, end };
}

/** Belongs into a chart within a `PointField`: tells the field where its points are drawn. Draws nothing. */
export function PointSpots() {
  const field = useContext(PointFieldContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  useLayoutEffect(() => {
    if (!field || !plot) return;
    const spotOf = ({ x, y }: PointValues) => {
      const across = extentOf(xScale, x);
      const up = extentOf(yScale, y);
      if (!across || (y !== undefined && !up)) return null;
      const band = field.along === "both" ? null : field.along === "y" ? up : across;
      return { x: across.middle, y: up?.middle ?? plot.y, band, hasRing: up !== null && field.along !== "y" };
    };
    field.drawn.current = { spots: field.values.map(spotOf), plot };
    if (xScale && yScale) field.onDrawn();
  }, [field, xScale, yScale, plot]);
  return null;
}
