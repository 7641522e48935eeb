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
