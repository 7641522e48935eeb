import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";

/** Share of the trials that is rare, at each end. */
const rareShare = 0.005;

export type ForecastBar = { from: number; to: number; share: number };

/**
 * The distribution of a forecast as bars of equal width, so many at most; shares of all trials. Gaps between values are
 * bars of nothing. Rare values at both ends are left out, since they would squeeze the rest.
 */
export function toForecastBars(
  { distribution, trials }: Pick<ForecastAnswer, "distribution" | "trials">,
  maxBars: number,
): ForecastBar[] {
  const kept: ForecastAnswer["distribution"] = [];
  let seen = 0;
  for (const entry of distribution) {
    if (seen >= trials * (1 - rareShare)) break;
    seen += entry.count;
    if (seen > trials * rareShare) kept.push(entry);
  }
  const first = kept[0]?.value;
  const last = kept.at(-1)?.value;
  if (first === undefined || last === undefined) return [];
  const width = Math.ceil((last - first + 1) / maxBars);
  const bars = Array.from({ length: Math.floor((last - first) / width) + 1 }, (_, index) => ({
    from: first + index * width,
    to: first + (index + 1) * width - 1,
    share: 0,
  }));
  for (const { value, count: trialsOfValue } of kept) {
    const bar = bars[Math.floor((value - first) / width)];
    if (bar) bar.share += trialsOfValue / trials;
  }
  return bars;
}
