"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
  useCallback,
  useId,
  useRef,
} from "react";
import { ResponsiveContainer } from "recharts";
import { cn } from "@/components/ui/cn";
import { useDrawn } from "../drawing/use-drawn";
import { PointMark } from "./point-mark";
import { type Along, type Place, placeTip, stepTo } from "./point-places";
import { PointTip } from "./point-tip";
import { type PointWords, speakPoint } from "./point-words";
import { PointFieldContext, type PointValues, type ShownPoint, useShownPoint } from "./use-shown-point";

type PointWays<P> = {
  /** `isApart`: in a tab of its own, where what is opened has an address. */
  onOpen?: (point: P, isApart: boolean) => void;
  /** Where points are also dragged over. */
  dragging?: {
    onPress: (point: P) => void;
    onDrag: (point: P) => void;
    onRelease: (point: P) => void;
  };
};

type PointFieldProps<P> = PointWays<P> & {
  /** What the points are, for a screen reader. */
  label: string;
  /** In the order of the arrow keys. */
  points: readonly P[];
  valuesOf: (point: P) => PointValues;
  /** By what a pointer chooses a point. */
  along?: Along;
  /** What is said of a point. */
  wordsOf: (point: P) => PointWords;
  className?: string;
  /** Of the picture, in pixels. */
  height: number;
  /** The chart, with `PointSpots` in it. */
  children: ReactElement;
};

/** Width of a picture on paper, in pixels: of the narrower usual sheet, upright; style sheets make it fit exactly. */
const paperWidth = 680;

/**
 * A chart whose points are shown and opened by pointer and by keys alike. It is one tab stop: arrow keys go from point
 * to point, and what a point says is shown beside it and spoken.
 */
export function PointField<P>(props: PointFieldProps<P>) {
  const { label, points, valuesOf, along = "x", wordsOf, className, height, children } = props;
  const at = useShownPoint(points, valuesOf, along);
  const place = useRef<HTMLDivElement>(null);
  const { isDrawn, isPrinting, draw } = useDrawn(place);
  const hintId = useId();
  const { shown } = at;
  const point = shown ? points[shown.index] : undefined;
  const words = point === undefined ? null : wordsOf(point);
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
      {...handleKeys(at, points, props, draw)}
      {...handlePointer(at, points, props)}
    >
      <PointFieldContext value={at.field}>
        <div ref={place} aria-hidden data-chart style={{ height }}>
          {isDrawn && (
            <ResponsiveContainer
              width={isPrinting ? paperWidth : "100%"}
              height={height}
              initialDimension={{ width: place.current?.clientWidth ?? 0, height }}
            >
              {children}
            </ResponsiveContainer>
          )}
        </div>
      </PointFieldContext>
      {shown && words && (
        <>
          <PointMark spot={shown.spot} plot={shown.plot} along={along} />
          <Tip place={shown.spot} words={words} />
        </>
      )}
      <p role="status" className="sr-only">
        {shown?.byKey && words && `${speakPoint(words)}, ${shown.index + 1} of ${points.length}`}
      </p>
      <p
        id={hintId}
        data-print="hide"
        className="pointer-events-none absolute top-full right-2 z-10 mt-1 hidden rounded-md border border-border bg-popover px-2 py-0.5 text-xs text-muted-foreground shadow-sm group-focus-visible/points:block"
      >
        Arrow keys go from point to point, Page Up and Page Down further, Home and End to the ends.
        {props.onOpen && " Enter opens what is behind a point."}
      </p>
    </div>
  );
}

function handleKeys<P>(at: ShownPoint, points: readonly P[], { onOpen }: PointWays<P>, draw: () => void) {
  const { shown } = at;
  const point = shown ? points[shown.index] : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && shown) {
      event.stopPropagation();
      at.hide();
    } else if ((event.key === "Enter" || event.key === " ") && point !== undefined) {
      event.preventDefault();
      onOpen?.(point, false);
    } else {
      const next = stepTo(event.key, at.last(), points.length);
      if (next === null) return;
      event.preventDefault();
      // The first arrow shows the point that was shown last.
      at.show(shown === null && event.key.startsWith("Arrow") ? at.last() : next, true);
    }
  };
  return {
    onKeyDown,
    onFocus: ({ currentTarget }: { currentTarget: Element }) => {
      draw();
      if (currentTarget.matches(":focus-visible")) at.show(at.last(), true);
    },
    onBlur: at.hide,
  };
}

function handlePointer<P>(at: ShownPoint, points: readonly P[], { onOpen, dragging }: PointWays<P>) {
  const { shown } = at;
  const withPoint = (act: (point: P) => void) => (event: MouseEvent) => {
    const index = at.under(event);
    const point = index === null ? undefined : points[index];
    if (point !== undefined) act(point);
  };
  return {
    onPointerMove: (event: PointerEvent) => {
      const index = at.under(event);
      if (index === null) at.hide();
      else if (shown?.byKey || index !== shown?.index) at.show(index, false);
      if (dragging) withPoint(dragging.onDrag)(event);
    },
    onPointerLeave: () => {
      if (!shown?.byKey) at.hide();
    },
    ...(dragging && {
      onPointerDown: withPoint(dragging.onPress),
      onPointerUp: withPoint(dragging.onRelease),
    }),
    onClick: (event: MouseEvent) =>
      withPoint((point) => onOpen?.(point, event.metaKey || event.ctrlKey))(event),
  };
}

type TipProps = { place: Place; words: PointWords };

/** What a point says, beside it and within the picture. */
function Tip({ place, words }: TipProps) {
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
      <PointTip {...words} />
    </div>
  );
}
