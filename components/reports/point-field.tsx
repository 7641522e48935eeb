"use client";

import {
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { type Along, nearestPoint, type Place, placeTip, stepTo } from "@/lib/client/point-places";
import { type PointReading, speakPoint } from "@/lib/client/point-words";
import { ChartTip } from "./chart-tip";
import { type Plot, PointMark, type Spot } from "./point-mark";

/** A point by its values on the axes; without `y` it is marked over the whole height. */
export type PointValues = { x: number | string; y?: number | string };

/** Where a chart draws its points; null for one that it does not draw. */
type Drawn = { spots: readonly (Spot | null)[]; plot: Plot };

/** What a chart's `PointSpots` needs to know of the field around it, and tells it. */
type Field = {
  values: readonly PointValues[];
  along: Along;
  drawn: RefObject<Drawn | null>;
};

export const PointFieldContext = createContext<Field | null>(null);

type PointFieldProps<P> = {
  /** What the points are, for a screen reader. */
  label: string;
  /** In the order of the arrow keys. */
  points: readonly P[];
  valuesOf: (point: P) => PointValues;
  /** By what a pointer chooses a point. */
  along?: Along;
  read: (point: P) => PointReading;
  /** `isApart`: in a tab of its own, where what is opened has an address. */
  onOpen?: (point: P, isApart: boolean) => void;
  /** Where points are also dragged over. */
  dragging?: {
    onPress: (point: P) => void;
    onDrag: (point: P) => void;
    onRelease: (point: P) => void;
  };
  className?: string;
  /** The chart, with `PointSpots` in it. */
  children: ReactNode;
};

type Shown = { index: number; spot: Spot; plot: Plot; byKey: boolean };

/**
 * A chart whose points are read and opened by pointer and by keys alike. It is one tab stop: arrow keys go from point
 * to point, and what a point says is shown beside it and spoken.
 */
export function PointField<P>(props: PointFieldProps<P>) {
  const { label, points, valuesOf, along = "x", read, onOpen, dragging, className, children } = props;
  const drawn = useRef<Drawn | null>(null);
  const last = useRef(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const hintId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values of the same points stay the same
  const values = useMemo(() => points.map(valuesOf), [points]);
  const index = shown && shown.index < points.length ? shown.index : null;
  const field = useMemo(() => ({ values, along, drawn }), [values, along]);
  const point = index === null ? undefined : points[index];

  const show = (next: number | null, byKey: boolean) => {
    const spot = next === null ? null : drawn.current?.spots[next];
    if (next === null || !spot || !drawn.current) return setShown(null);
    last.current = next;
    setShown({ index: next, spot, plot: drawn.current.plot, byKey });
  };
  const pointed = (event: { currentTarget: Element; clientX: number; clientY: number }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearestPoint(
      drawn.current?.spots ?? [],
      { x: event.clientX - box.x, y: event.clientY - box.y },
      along,
    );
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && shown) {
      event.stopPropagation();
      setShown(null);
      return;
    }
    if ((event.key === "Enter" || event.key === " ") && point !== undefined) {
      event.preventDefault();
      onOpen?.(point, false);
      return;
    }
    const next = stepTo(event.key, Math.min(last.current, points.length - 1), points.length);
    if (next === null) return;
    event.preventDefault();
    show(index === null && event.key.startsWith("Arrow") ? last.current : next, true);
  };
  const drag = (act: ((point: P) => void) | undefined) => (event: PointerEvent) => {
    const under = pointed(event);
    const target = under === null ? undefined : points[under];
    if (target !== undefined) act?.(target);
  };
  const move = (event: PointerEvent) => {
    const under = pointed(event);
    if (shown?.byKey || under !== index) show(under, false);
    if (dragging) drag(dragging.onDrag)(event);
  };

  return (
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      aria-describedby={hintId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are reached by arrow keys
      tabIndex={0}
      className={cn(
        "group/points relative rounded-md outline-none focus-visible:ring-2 focus-visible:ring-ring",
        className,
      )}
      onKeyDown={handleKey}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && show(last.current, true)}
      onBlur={() => setShown(null)}
      onPointerMove={move}
      onPointerLeave={() => !shown?.byKey && setShown(null)}
      onPointerDown={dragging && drag(dragging.onPress)}
      onPointerUp={dragging && drag(dragging.onRelease)}
      onClick={(event) => {
        const under = pointed(event);
        const target = under === null ? undefined : points[under];
        if (target !== undefined) onOpen?.(target, event.metaKey || event.ctrlKey);
      }}
    >
      <PointFieldContext value={field}>
        <div aria-hidden>{children}</div>
      </PointFieldContext>
      {point !== undefined && shown && (
        <>
          <PointMark spot={shown.spot} plot={shown.plot} along={along} />
          <Tip place={shown.spot} reading={read(point)} />
        </>
      )}
      <p role="status" className="sr-only">
        {shown?.byKey && point !== undefined && index !== null
          ? `${speakPoint(read(point))}, ${index + 1} of ${points.length}`
          : ""}
      </p>
      <p
        id={hintId}
        data-print="hide"
        className="pointer-events-none absolute top-full right-2 z-10 mt-1 hidden rounded-md border border-border bg-popover px-2 py-0.5 text-xs text-muted-foreground shadow-sm group-focus-visible/points:block"
      >
        Arrow keys go from point to point, Page Up and Page Down further, Home and End to the ends.
        {onOpen && " Enter opens what is behind a point."}
      </p>
    </div>
  );
}

function Tip({ place, reading }: { place: Place; reading: PointReading }) {
  const stand = useCallback(
    (tip: HTMLDivElement | null) => {
      const picture = tip?.parentElement;
      if (!tip || !picture) return;
      const { x, y } = placeTip(
        place,
        { width: tip.offsetWidth, height: tip.offsetHeight },
        { width: picture.offsetWidth, height: picture.offsetHeight },
      );
      tip.style.translate = `${x}px ${y}px`;
    },
    [place],
  );
  return (
    <div ref={stand} aria-hidden data-print="hide" className="pointer-events-none absolute top-0 left-0 z-10">
      <ChartTip {...reading} />
    </div>
  );
}
