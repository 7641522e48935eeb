import type { DurationAnswer } from "@/lib/contracts/metrics/duration";

type Median = DurationAnswer["medians"][number];

/** A bar of a histogram: cards that took `from` to `to` days, both counted. */
export type DurationBin = { from: number; to: number; count: number; name: string };

/** Bars above which neighbouring days share one. */
const maxBins = 40;

/** Bars of one width from 1 day to the longest, empty ones included. */
export function binDays(histogram: DurationAnswer["histogram"]): DurationBin[] {
  const longest = histogram.at(-1)?.days ?? 0;
  const width = Math.max(1, Math.ceil(longest / maxBins));
  const bins = Array.from({ length: Math.ceil(longest / width) }, (_, index): DurationBin => {
    const from = index * width + 1;
    const to = from + width - 1;
    return { from, to, count: 0, name: width === 1 ? String(from) : `${from} to ${to}` };
  });
  for (const { days, count } of histogram) {
    const bin = bins[Math.floor((days - 1) / width)];
    if (bin) bin.count += count;
  }
  return bins;
}

/** The percentiles that have a value, ascending. */
export function percentileLines({ percentiles }: Pick<DurationAnswer, "percentiles">): {
  percent: number;
  days: number;
}[] {
  return Object.entries(percentiles)
    .flatMap(([percent, days]) => (days === null ? [] : [{ percent: Number(percent), days }]))
    .sort((a, b) => a.percent - b.percent);
}

/** The moving median as lines, broken where there was none. */
export function medianLines(medians: readonly Median[]): (Median & { days: number })[][] {
  const lines: (Median & { days: number })[][] = [];
  let line: (Median & { days: number })[] | null = null;
  for (const { days, ...point } of medians) {
    if (days === null) {
      line = null;
      continue;
    }
    if (!line) {
      line = [];
      lines.push(line);
    }
    line.push({ ...point, days });
  }
  return lines;
}
