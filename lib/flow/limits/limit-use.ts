import type { CountingRules } from "@/lib/domain/limit";
import { type Counts, type ReplayEvent, type ReplayStart, replayLimits } from "@/lib/domain/limit-replay";

/** How a limit was used in a window. Times are ms, and only of the time in which the limit stood with its max then. */
export type LimitTally = {
  limitId: string;
  inForceMs: number;
  /** Time at or over the max; for a limit on each person, while anybody was. */
  fullMs: number;
  /** Time over the max. */
  overMs: number;
  /** Time at each number of cards; for a limit on each person, every person's own time added up. */
  levels: ReadonlyMap<number, number>;
  /** How often a card newly came under the limit, and how often one left it. */
  entries: number;
  exits: number;
  /** Separate counts that were seen: people for a limit on each person, else 1. */
  counts: number;
  /** Cards that came under the limit or left it. */
  cardIds: ReadonlySet<string>;
};

type Level = { count: number; since: number };

/** The clock of one limit. */
class Meter {
  inForceMs = 0;
  fullMs = 0;
  overMs = 0;
  entries = 0;
  exits = 0;
  readonly levels = new Map<number, number>();
  readonly names = new Set<string | null>();
  readonly cardIds = new Set<string>();
  #max = 0;
  #since = 0;
  #stoodSince = 0;
  #full = 0;
  #over = 0;
  #isStanding = false;
  readonly #present = new Map<string | null, Level>();

  stand(at: number, max: number, counts: Counts): void {
    this.end(at);
    this.#isStanding = true;
    this.#max = max;
    this.#since = at;
    this.#stoodSince = at;
    for (const [name, count] of counts) this.#begin(name, count, at);
  }

  end(at: number): void {
    if (!this.#isStanding) return;
    this.#settle(at);
    for (const level of this.#present.values()) this.#spend(level, at);
    this.#present.clear();
    this.#full = 0;
    this.#over = 0;
    this.#isStanding = false;
  }

  change(at: number, name: string | null, count: number): void {
    this.#settle(at);
    // Somebody seen for the first time had no card from the beginning on.
    const level = this.#present.get(name) ?? this.#begin(name, 0, this.#stoodSince);
    this.#mark(level.count, -1);
    this.#spend(level, at);
    level.count = count;
    level.since = at;
    this.#mark(count, 1);
  }

  #begin(name: string | null, count: number, since: number): Level {
    const level = { count, since };
    this.#present.set(name, level);
    this.names.add(name);
    this.#mark(count, 1);
    return level;
  }

  #mark(count: number, by: 1 | -1): void {
    if (count >= this.#max) this.#full += by;
    if (count > this.#max) this.#over += by;
  }

  #settle(at: number): void {
    const elapsedMs = at - this.#since;
    this.#since = at;
    this.inForceMs += elapsedMs;
    if (this.#full > 0) this.fullMs += elapsedMs;
    if (this.#over > 0) this.overMs += elapsedMs;
  }

  #spend({ count, since }: Level, at: number): void {
    this.levels.set(count, (this.levels.get(count) ?? 0) + at - since);
  }
}

/**
 * How every limit that stood at any time from the start of the replay up to `to` (epoch ms) was used. `events` are
 * those of that time, in order.
 */
export function measureLimitUse(
  rules: CountingRules,
  start: ReplayStart,
  events: Iterable<ReplayEvent>,
  to: number,
): LimitTally[] {
  const meters = new Map<string, Meter>();
  const meterOf = (limitId: string) => {
    const known = meters.get(limitId);
    if (known) return known;
    const made = new Meter();
    meters.set(limitId, made);
    return made;
  };
  for (const step of replayLimits(rules, start, events)) {
    if (step.kind === "stands") {
      meterOf(step.limit.id).stand(step.at, step.limit.max, step.counts);
    } else if (step.kind === "ends") {
      meterOf(step.limitId).end(step.at);
    } else {
      const meter = meterOf(step.limit.id);
      if (step.kind === "entry") meter.entries++;
      else meter.exits++;
      meter.cardIds.add(step.cardId);
      meter.change(step.at, step.userId, step.count);
    }
  }
  return [...meters].map(([limitId, meter]) => {
    meter.end(to);
    const { inForceMs, fullMs, overMs, levels, entries, exits, names, cardIds } = meter;
    return { limitId, inForceMs, fullMs, overMs, levels, entries, exits, counts: names.size, cardIds };
  });
}
