/** The part of an axis that two labels must be apart to be read. */
const minApart = 0.055;

/** Which of the ascending values have room for a label beside an axis that ends at `top`; the highest come first. */
export function labelledValues(values: readonly number[], top: number): Set<number> {
  const labelled = new Set<number>();
  let above = Number.POSITIVE_INFINITY;
  for (const value of [...values].reverse()) {
    if (above - value < top * minApart) continue;
    labelled.add(value);
    above = value;
  }
  return labelled;
}
