import "server-only";
import type { AskedOf } from "@/lib/contracts/metrics/contract";
import type { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { isWithin } from "@/lib/flow/calendar/calendar";
import { measureDurations } from "@/lib/flow/finished/durations";
import { chooseFinished } from "@/lib/flow/finished/finished-choice";
import { buildMovingMedian, medianRange } from "@/lib/flow/finished/moving-median";
import { thinOut } from "@/lib/flow/finished/thin-out";
import type { listCycleTimes } from "@/lib/flow/metrics/cycle-time";
import { readFacts } from "./card-facts";
import { frameOf, notTimed } from "./frame";
import type { MetricSource } from "./metric-source";

/** How many finished cards an answer names at most; of more than that it names a sample. */
const maxItems = 5_000;
const sampleSize = 2_500;
/** How many cards a page of chosen ones names. */
const maxOfPage = 500;

/** How long the finished cards of the range took, by their times as `listTimed` has them. */
export async function measureDuration(
  source: MetricSource,
  asked: AskedOf<typeof cycleTimeMetric>,
  listTimed: typeof listCycleTimes,
): Promise<DurationAnswer> {
  const { calendar, timelines, range, percentiles } = source;
  const items = listTimed(calendar, timelines, medianRange(range));
  const figures = measureDurations(
    items.filter(({ finishedAt }) => isWithin(calendar, finishedAt, range)),
    percentiles,
  );
  const chosen = chooseFinished(calendar, figures.items, asked, maxOfPage);
  const isSample = chosen === null && figures.n > maxItems;
  const named = chosen?.items ?? (isSample ? thinOut(figures.items, sampleSize) : figures.items);
  const factOf = await readFacts(named.map(({ card }) => card.cardId));
  const iso = (at: number) => new Date(at).toISOString();
  return {
    ...frameOf(source, figures.n, notTimed(source)),
    ...figures,
    items: named.map(({ card, startedAt, finishedAt, elapsedMs, days }) => ({
      ...factOf(card.cardId),
      createdAt: iso(card.createdAt ?? startedAt),
      startedAt: iso(startedAt),
      finishedAt: iso(finishedAt),
      elapsedMs,
      days,
    })),
    isSample,
    matching: chosen?.matching ?? null,
    medians: buildMovingMedian(calendar, items, range),
  };
}
