"use client";

const size = 5.5;

/** Outlines around 0, 0; different ones, so that no dot is told by its colour alone. */
const outlines = {
  circle: `M ${size} 0 A ${size} ${size} 0 1 1 ${-size} 0 A ${size} ${size} 0 1 1 ${size} 0 Z`,
  triangle: `M 0 ${-size * 1.25} L ${size * 1.2} ${size} L ${-size * 1.2} ${size} Z`,
  diamond: `M 0 ${-size * 1.4} L ${size * 1.4} 0 L 0 ${size * 1.4} L ${-size * 1.4} 0 Z`,
} as const;

export type DotOutline = keyof typeof outlines;

type CardDotProps = {
  cx: number;
  cy: number;
  href: string;
  /** What a screen reader says. */
  words: string;
  outline: DotOutline;
  colour: string;
  /** By which the outline is larger or smaller than usual. */
  scale?: number;
  /** Whether Tab comes to this dot; the others are reached by arrow keys. */
  isFirst: boolean;
};

/** A card as a dot that can be pointed at, focused and opened; belongs into a `DotField`. */
function CardDot({ cx, cy, href, words, outline, colour, scale = 1, isFirst }: CardDotProps) {
  return (
    <a
      href={href}
      aria-label={words}
      tabIndex={isFirst ? 0 : -1}
      className="cursor-pointer outline-none focus-visible:[&>path]:[stroke-width:3px] focus-visible:[&>path]:[stroke:var(--foreground)]"
    >
      <path
        d={outlines[outline]}
        transform={`translate(${cx} ${cy}) scale(${scale})`}
        fill={colour}
        fillOpacity={0.85}
        stroke="var(--card)"
        strokeWidth={1}
      />
    </a>
  );
}

/** What a scatter draws for each of its points: a card as a dot. */
export function drawDots<P>(look: (point: P) => Omit<CardDotProps, "cx" | "cy" | "isFirst">) {
  return ({ cx = 0, cy = 0, payload, index }: { cx?: number; cy?: number; payload?: P; index?: number }) =>
    payload ? <CardDot cx={cx} cy={cy} isFirst={index === 0} {...look(payload)} /> : <g />;
}

/** The mark of an outline beside its name in a legend. */
export function DotMark({ outline, colour }: { outline: DotOutline; colour: string }) {
  return (
    <svg viewBox="-8 -8 16 16" className="size-3 shrink-0" aria-hidden>
      <path d={outlines[outline]} fill={colour} />
    </svg>
  );
}
