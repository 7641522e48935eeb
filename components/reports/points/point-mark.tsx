import type { Along, Place } from "./point-places";

/** Where a point is drawn, and what it takes of the axis along which points are chosen. */
export type Spot = Place & { band: { begin: number; end: number } | null; hasRing: boolean };

/** The part of a picture in which points are drawn. */
export type Plot = { x: number; y: number; width: number; height: number };

const ringRadius = 6;

type PointMarkProps = { spot: Spot; plot: Plot; along: Along };

/** Marks a point, in a layer of its own: a pointer that moves draws this anew, and not the chart. */
export function PointMark({ spot, plot, along }: PointMarkProps) {
  return (
    <svg
      aria-hidden
      data-print="hide"
      className="pointer-events-none absolute inset-0 size-full will-change-transform"
    >
      {spot.band && <Band {...spot.band} isLevel={along === "y"} plot={plot} />}
      {spot.hasRing && (
        <circle
          cx={spot.x}
          cy={spot.y}
          r={ringRadius}
          fill="none"
          stroke="var(--foreground)"
          strokeWidth={2}
        />
      )}
    </svg>
  );
}

/** The band of the marked point, or a line where it has none. */
function Band({ isLevel, begin, end, plot }: { isLevel: boolean; begin: number; end: number; plot: Plot }) {
  const from = Math.min(begin, end);
  const extent = Math.abs(end - begin);
  const { x, y, width, height } = isLevel
    ? { ...plot, y: from, height: extent }
    : { ...plot, x: from, width: extent };
  return extent > 0 ? (
    <rect {...{ x, y, width, height }} fill="var(--foreground)" fillOpacity={0.1} />
  ) : (
    <line
      x1={x}
      x2={x + width}
      y1={y}
      y2={y + height}
      stroke="var(--foreground)"
      strokeWidth={1}
      strokeOpacity={0.6}
    />
  );
}
