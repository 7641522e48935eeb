"use client";

import { createContext, type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { Plot, Spot } from "./point-mark";
import { type Along, nearestPoint } from "./point-places";

/** A point by its values on the axes; without `y` it is marked over the whole height. */
export type PointValues = { x: number | string; y?: number | string };

/** Where a chart draws its points; null for one that it does not draw. */
type Drawn = { spots: readonly (Spot | null)[]; plot: Plot };

/** What a chart's `PointSpots` needs to know of the field around it, and tells it. */
type Field = {
  values: readonly PointValues[];
  along: Along;
  drawn: RefObject<Drawn | null>;
  /** To be called when the points have been drawn. */
  onDrawn: () => void;
};

export const PointFieldContext = createContext<Field | null>(null);

/** What of an event says where the pointer is. */
type Pointed = { currentTarget: Element; clientX: number; clientY: number };

/** The point that is shown, and ways to find and to change it. */
export type ShownPoint = ReturnType<typeof useShownPoint>;

/** Which point of a chart is shown, found by pointer or chosen by its index. `valuesOf` must stay the same function. */
export function useShownPoint<P>(points: readonly P[], valuesOf: (point: P) => PointValues, along: Along) {
  const drawn = useRef<Drawn | null>(null);
  const last = useRef(0);
  /** A point to be shown as soon as the chart is drawn. */
  const awaited = useRef<{ index: number; byKey: boolean } | null>(null);
  const [shown, setShown] = useState<{ index: number; spot: Spot; plot: Plot; byKey: boolean } | null>(null);
  const values = useMemo(() => points.map(valuesOf), [points, valuesOf]);
  const show = useCallback((index: number, byKey: boolean) => {
    last.current = index;
    awaited.current = null;
    if (!drawn.current) {
      awaited.current = { index, byKey };
      return;
    }
    const { spots, plot } = drawn.current;
    const spot = spots[index];
    setShown(spot ? { index, spot, plot, byKey } : null);
  }, []);
  const field = useMemo(
    () => ({
      values,
      along,
      drawn,
      onDrawn: () => awaited.current && show(awaited.current.index, awaited.current.byKey),
    }),
    [values, along, show],
  );
  return {
    field,
    shown: shown && shown.index < points.length ? shown : null,
    /** The one that was shown last. */
    last: () => Math.min(last.current, points.length - 1),
    show,
    hide: () => {
      awaited.current = null;
      setShown(null);
    },
    /** The one under a pointer, by its index; null where none is near. */
    under: ({ currentTarget, clientX, clientY }: Pointed): number | null => {
      const { x, y } = currentTarget.getBoundingClientRect();
      return nearestPoint(drawn.current?.spots ?? [], { x: clientX - x, y: clientY - y }, along);
    },
  };
}
