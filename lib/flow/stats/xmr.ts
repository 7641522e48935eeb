import { mean } from "./mean";

/** Mean of the moving range to natural limits: 3 sigma, with sigma = mean moving range / 1.128. */
const toLimits = 2.66;
const toSigma = 1.128;

/** Natural process limits of a series of individual values. Never rounded. */
export type ProcessLimits = {
  mean: number;
  upper: number;
  /** Null where the formula falls below 0: there is then no lower limit. */
  lower: number | null;
  /** Mean moving range / 1.128. */
  sigma: number;
};

export type SignalRule = "beyond-limits" | "two-of-three" | "four-of-five" | "eight-in-a-row";

/** A point that takes part in something that chance alone seldom does. */
export type Signal = { index: number; rule: SignalRule; side: "above" | "below" };

/** Mean ± 2.66 × mean moving range. Null for fewer than 2 values. `values` are never negative. */
export function processLimits(values: readonly number[]): ProcessLimits | null {
  const centre = mean(values);
  const movingRange = mean(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value))));
  if (centre === null || movingRange === null) return null;
  const lower = centre - toLimits * movingRange;
  return {
    mean: centre,
    upper: centre + toLimits * movingRange,
    lower: lower < 0 ? null : lower,
    sigma: movingRange / toSigma,
  };
}

/** Indexes of the flagged points of every `width` in a row of which at least `min` are flagged; ascending. */
function findClusters(flags: readonly boolean[], width: number, min: number): number[] {
  const found = new Set<number>();
  for (let from = 0; from + width <= flags.length; from++) {
    const flagged: number[] = [];
    for (let index = from; index < from + width; index++) if (flags[index]) flagged.push(index);
    if (flagged.length >= min) for (const index of flagged) found.add(index);
  }
  return [...found];
}

/**
 * Points beyond a limit; 2 of 3 in a row beyond 2 sigma; 4 of 5 beyond 1 sigma; 8 in a row on one side of the mean,
 * where a point on the mean breaks the row. A rule looks at one side at a time, and a point on a line is not beyond it.
 * Every point that takes part is named once per rule, in order of the series.
 */
export function findSignals(values: readonly number[], limits: ProcessLimits): Signal[] {
  const { mean: centre, upper, lower, sigma } = limits;
  const signals: Signal[] = [];
  for (const side of ["above", "below"] as const) {
    const isBeyond = (line: number) => (value: number) => (side === "above" ? value > line : value < line);
    const away = (sigmas: number) => centre + (side === "above" ? sigmas : -sigmas) * sigma;
    const add = (rule: SignalRule, line: number, width: number, min: number) => {
      for (const index of findClusters(values.map(isBeyond(line)), width, min))
        signals.push({ index, rule, side });
    };
    add("beyond-limits", side === "above" ? upper : (lower ?? Number.NEGATIVE_INFINITY), 1, 1);
    add("two-of-three", away(2), 3, 2);
    add("four-of-five", away(1), 5, 4);
    add("eight-in-a-row", centre, 8, 8);
  }
  return signals.sort((a, b) => a.index - b.index);
}
