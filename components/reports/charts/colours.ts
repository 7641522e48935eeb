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
