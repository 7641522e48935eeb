import { dayMs } from "@/lib/domain/duration";
import { type Calendar, type DayRange, instantsOf, isWithin } from "../calendar/calendar";
import { startedHereAt, stretchesInProgress, type Timeline } from "../log/timeline";
import { mean } from "../stats/mean";
import { overlap } from "../stats/overlap";

/** How far θ·W may be from L, as a ratio, before the law is said not to hold. */
const tolerated = { from: 0.8, to: 1.25 };

/** `begin` and `end`: arrivals and departures, cards at both ends, ms of age at both ends. */
export type LawCondition = {
  name: "arrivals equal departures" | "WIP is the same at both ends" | "total age is the same at both ends";
  holds: boolean;
  begin: number;
  end: number;
};

export type LittlesLaw = {
  /** Time average of work in progress over the range: its integral by the length of the range. */
  averageWip: number;
  throughputPerDay: number;
  meanCycleDays: number | null;
  /** throughput × cycle time ÷ average WIP; null when one of them is missing. */
  ratio: number | null;
  /** Whether the ratio is near 1 and every condition holds. */
  isStable: boolean;
  conditions: LawCondition[];
};

/** Total ms that cards were in progress within `[begin, end)`: the integral of WIP over them. */
export function integrateWip(timelines: readonly Timeline[], begin: number, end: number): number {
  let total = 0;
  for (const card of timelines) {
    for (const { from, to } of stretchesInProgress(card)) total += overlap(from, to ?? end, begin, end);
  }
  return total;
}

function stateAt(timelines: readonly Timeline[], at: number): { wip: number; ageMs: number } {
  let wip = 0;
  let ageMs = 0;
  for (const card of timelines) {
    const isInProgress = stretchesInProgress(card).some(
      ({ from, to }) => from < at && (to === null || to >= at),
    );
    if (!isInProgress || card.startedAt === null) continue;
    wip++;
    ageMs += at - card.startedAt;
  }
  return { wip, ageMs };
}

const isNearOne = (ratio: number) => ratio >= tolerated.from && ratio <= tolerated.to;

function condition(name: LawCondition["name"], begin: number, end: number): LawCondition {
  return { name, begin, end, holds: begin === end || (begin > 0 && isNearOne(end / begin)) };
}

/**
 * Little's law over a range: average WIP against throughput × mean cycle time (elapsed), and its conditions: as much
 * arrives as departs, and WIP and total age are about the same at both ends. The ratio is 1 when they hold exactly.
 * Cards whose beginning is not known are no part of it, nor of its throughput.
 * The law is one of this board: cards from another one arrive by their transfer, and their time counts from it.
 *
 * `timelines` must be read as of `asOf` (epoch ms), which ends a range that reaches beyond it.
 */
export function checkLittlesLaw(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf = Number.POSITIVE_INFINITY,
): LittlesLaw {
  const { begin, end: endOfRange } = instantsOf(calendar, range);
  const end = Math.max(begin, Math.min(endOfRange, asOf));
  const length = end - begin;
  const isWithinRange = (at: number | null) => at !== null && isWithin(calendar, at, range);
  const finished = timelines.filter(
    ({ startedAt, finishedAt }) => startedAt !== null && isWithinRange(finishedAt),
  );
  const started = timelines.filter((card) => isWithinRange(startedHereAt(card)));
  const meanCycleMs = mean(finished.map((card) => (card.finishedAt ?? 0) - (startedHereAt(card) ?? 0)));
  const averageWip = length > 0 ? integrateWip(timelines, begin, end) / length : 0;
  const throughputPerDay = length > 0 ? (finished.length / length) * dayMs : 0;
  const meanCycleDays = meanCycleMs === null ? null : meanCycleMs / dayMs;
  const ratio =
    meanCycleDays === null || averageWip === 0 ? null : (throughputPerDay * meanCycleDays) / averageWip;
  const before = stateAt(timelines, begin);
  const after = stateAt(timelines, end);
  const conditions = [
    condition("arrivals equal departures", started.length, finished.length),
    condition("WIP is the same at both ends", before.wip, after.wip),
    condition("total age is the same at both ends", before.ageMs, after.ageMs),
  ];
  return {
    averageWip,
    throughputPerDay,
    meanCycleDays,
    ratio,
    isStable: ratio !== null && isNearOne(ratio) && conditions.every(({ holds }) => holds),
    conditions,
  };
}
