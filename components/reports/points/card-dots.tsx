"use client";

import { memo, type ReactNode } from "react";
import { DefaultZIndexes, useXAxisScale, useYAxisScale, ZIndexLayer } from "recharts";

const size = 5.5;

/** Outlines around 0, 0; different ones, so that no dot is told by its colour alone. */
const outlines = {
  circle: `M ${size} 0 A ${size} ${size} 0 1 1 ${-size} 0 A ${size} ${size} 0 1 1 ${size} 0 Z`,
  triangle: `M 0 ${-size * 1.25} L ${size * 1.2} ${size} L ${-size * 1.2} ${size} Z`,
  diamond: `M 0 ${-size * 1.4} L ${size * 1.4} 0 L 0 ${size * 1.4} L ${-size * 1.4} 0 Z`,
} as const;

export type DotOutline = keyof typeof outlines;

export type DotLook = { outline: DotOutline; colour: string };

type CardDotsProps<P> = {
  points: readonly P[];
  valuesOf: (point: P) => { x: number; y: number };
  lookOf: (point: P) => DotLook;
  keyOf: (point: P) => string;
  /** By which outlines are larger or smaller than usual. */
  scale?: number;
};

/** Cards as dots, drawn in a chart of two scales of numbers; a `PointField` around it makes them speak. */
export const CardDots = memo(function CardDots<P>(props: CardDotsProps<P>) {
  const { points, valuesOf, lookOf, keyOf, scale = 1 } = props;
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g fillOpacity={0.85} stroke="var(--card)" strokeWidth={1}>
        {points.map((point) => {
          const { x, y } = valuesOf(point);
          const { outline, colour } = lookOf(point);
          return (
            <path
              key={keyOf(point)}
              d={outlines[outline]}
              transform={`translate(${xScale(x)} ${yScale(y)}) scale(${scale})`}
              fill={colour}
            />
          );
        })}
      </g>
    </ZIndexLayer>
  );
}) as <P>(props: CardDotsProps<P>) => ReactNode;

/** Dots of one path: enough that a crowd takes few, few enough that crowded places look darker. */
const dotsOfPath = 100;

type DotCrowdProps<P> = Pick<CardDotsProps<P>, "points" | "valuesOf"> & { colour: string; diameter: number };

/** Thousands of cards as round dots, many to a path, which are drawn at once. */
export const DotCrowd = memo(function DotCrowd<P>({ points, valuesOf, colour, diameter }: DotCrowdProps<P>) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  const paths = Array.from({ length: Math.ceil(points.length / dotsOfPath) }, () => "");
  points.forEach((point, index) => {
    const { x, y } = valuesOf(point);
    // Neighbours stand in different paths, so that they darken each other.
    paths[index % paths.length] += `M${xScale(x)?.toFixed(1)} ${yScale(y)?.toFixed(1)}h0`;
  });
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g stroke={colour} strokeWidth={diameter} strokeLinecap="round" strokeOpacity={0.55}>
        {paths.map((path) => (
          <path key={path.slice(0, 60)} d={path} />
        ))}
      </g>
    </ZIndexLayer>
  );
}) as <P>(props: DotCrowdProps<P>) => ReactNode;

/** The mark of an outline beside its name in a legend. */
export function DotMark({ outline, colour }: DotLook) {
  return (
    <svg viewBox="-8 -8 16 16" className="size-3 shrink-0" aria-hidden>
      <path d={outlines[outline]} fill={colour} />
    </svg>
  );
}
