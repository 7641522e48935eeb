import type { ColumnKind } from "@/lib/domain/board";

/** Which of the theme's colours stands for what is done. */
const doneColour = 8;

/** Colours of series, in order: the first seven are far apart, the others as far from all before them as can be. */
const seriesColours = Array.from({ length: 41 }, (_, index) => index + 1)
  .filter((n) => n !== doneColour)
  .map((n) => `var(--chart-${n})`);

/** Colour of the n-th series. */
export function seriesColour(index: number): string {
  return seriesColours[index % seriesColours.length] ?? "var(--chart-1)";
}

/** Colours of a board's columns, from left to right; what is done is grey, since it needs no attention. */
export function columnColours(columns: readonly { kind: ColumnKind }[]): string[] {
  return columns.map(({ kind }, index) =>
    kind === "done" ? `var(--chart-${doneColour})` : seriesColour(index),
  );
}

/** A number of days as an axis or a label writes it; never broken over two lines. */
export function daysWords(days: number): string {
  return `${days.toLocaleString("en")}\u00a0d`;
}

/** What every axis has in common. */
export const axisLook = {
  stroke: "var(--chart-grid)",
  tick: { fill: "var(--chart-axis)", fontSize: 11 },
  tickLine: false,
} as const;

/** Words to the right of a line that ends at the edge of the picture. */
export function axisLabel(value: string) {
  return { value, position: "right", fill: "var(--chart-axis)", fontSize: 11 } as const;
}

/** An axis of days, whose places `placeOf` gives. */
export function dayAxisLook(locale: string) {
  return {
    ...axisLook,
    dataKey: "place",
    type: "number",
    scale: "time",
    tickFormatter: (place: number) => dayWords(dayAt(place), locale, "short"),
    minTickGap: 40,
  } as const;
}

/** A column's band among stacked ones. */
export const bandLook = {
  type: "stepAfter",
  stroke: "var(--card)",
  strokeWidth: 0.75,
  fillOpacity: 0.9,
  isAnimationActive: false,
} as const;

/** The upright line of a changed limit. */
export const markLook = { stroke: "var(--foreground)", strokeDasharray: "3 3" } as const;

export const gridLook = { stroke: "var(--chart-grid)", vertical: false } as const;

export const chartMargin = { top: 16, right: 24, bottom: 4, left: 0 } as const;

export const chartHeight = 300;

const dayMs = 86_400_000;

/** A calendar day (`YYYY-MM-DD`) as a place on a time axis: its midnight in UTC, whatever the zone. */
export function placeOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The calendar day of a place on a time axis. */
export function dayAt(place: number): string {
  return new Date(Math.round(place / dayMs) * dayMs).toISOString().slice(0, 10);
}

/** A calendar day in the reader's words. */
export function dayWords(date: string, locale: string, style: "short" | "long" = "long"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "short"
      ? { day: "numeric", month: "short", timeZone: "UTC" }
      : { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, options).format(placeOf(date));
}
